import type { ReactNode } from 'react';
import styles from './file-grid.module.css';

export function GridHead({ hasFolder }: { hasFolder: boolean }): ReactNode {
  return (
    <div role="rowgroup" className={styles.headGroup}>
      <div className={styles.head} role="row" aria-rowindex={1}>
        <span role="columnheader">Name</span>
        {hasFolder ? (
          <span role="columnheader" className={styles.folder}>
            Folder
          </span>
        ) : null}
        <span role="columnheader">State</span>
        <span role="columnheader">Steps</span>
        <span role="columnheader" className={styles.time}>
          Time
        </span>
        <span role="columnheader" className={styles.size}>
          Size
        </span>
        <span role="columnheader" className={styles.arrived}>
          Arrived
        </span>
      </div>
    </div>
  );
}
