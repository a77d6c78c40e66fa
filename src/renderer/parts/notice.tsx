import type { ReactNode } from 'react';
import styles from './notice.module.css';

/** Something to know and to decide about that is no failure. */
export function Notice({ text, testId, children }: { text: string; testId?: string; children?: ReactNode }): ReactNode {
  return (
    <div className={styles.notice} role="status" data-testid={testId}>
      <p>{text}</p>
      {children ? <div className={styles.actions}>{children}</div> : null}
    </div>
  );
}
