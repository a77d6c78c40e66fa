import type { ReactNode } from 'react';
import type { FileDetail } from '../../../shared/contract/engine-api';
import { ShownArchive } from '../archives/shown-pane';
import styles from './contents-tab.module.css';

/** What is in an archive; the Archives screen has the rest. */
export function ContentsTab({ detail }: { detail: FileDetail }): ReactNode {
  return (
    <div className={styles.contents} data-testid="detail-contents">
      <ShownArchive archive={{ fileId: detail.row.id, inside: [] }} isBrief />
    </div>
  );
}
