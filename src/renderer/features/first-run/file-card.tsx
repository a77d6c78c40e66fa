import { memo, type ReactNode } from 'react';
import type { FileRow } from '../../../shared/model/file';
import { FileName } from '../../parts/file-name';
import { KindIcon } from '../../parts/kind-icon';
import { StateLabel } from '../../parts/state-label';
import { StepSegments } from '../../parts/step-segments';
import styles from './file-card.module.css';

/** Lights up when its file has settled. */
export const FileCard = memo(function FileCard({ row }: { row: FileRow }): ReactNode {
  return (
    <li className={styles.card} data-state={row.state} data-testid="first-run-card">
      <span className={styles.name}>
        <KindIcon kind={row.kind} />
        <FileName name={row.name} />
      </span>
      <span className={styles.line}>
        <StateLabel tone={row.state} label={row.stateLabel} />
        <StepSegments steps={row.steps} />
      </span>
    </li>
  );
});
