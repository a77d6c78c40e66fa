import { ExternalLink, FolderOpen, RotateCw, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FileDetail } from '../../../shared/contract/engine-api';
import { callShell } from '../../engine-client/shell-client';
import { Button } from '../../parts/button';
import { FileName } from '../../parts/file-name';
import { IconButton } from '../../parts/icon-button';
import { attempt } from '../../state/toast-store';
import { retryRow } from '../files/retry-files';
import { summaryLine } from './summary-line';
import styles from './detail-header.module.css';

export function DetailHeader({ detail, onClose }: { detail: FileDetail; onClose: () => void }): ReactNode {
  const { row } = detail;
  return (
    <header className={styles.header}>
      <div className={styles.words}>
        <h2 data-testid="detail-name">
          <FileName name={row.name} />
        </h2>
        <p>{summaryLine(detail)}</p>
      </div>
      <div className={styles.actions}>
        {row.state === 'attention' ? (
          <Button kind="primary" icon={RotateCw} data-testid="retry" onClick={() => retryRow(row)}>
            Retry
          </Button>
        ) : null}
        <Button
          icon={ExternalLink}
          aria-label="Open"
          title="Open with its own program"
          onClick={() => void attempt(() => callShell('file.open', { id: row.id }))}
        >
          <span className={styles.label}>Open</span>
        </Button>
        <IconButton
          icon={FolderOpen}
          label="Show in the file manager"
          onClick={() => void attempt(() => callShell('file.reveal', { id: row.id }))}
        />
        <IconButton icon={X} label="Close the details" onClick={onClose} />
      </div>
    </header>
  );
}
