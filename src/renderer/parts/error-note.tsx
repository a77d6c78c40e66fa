import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ErrorData } from '../../shared/errors/filemill-error';
import { t } from '../../shared/words/words';
import styles from './error-note.module.css';

/** What happened, what to do now, and the raw detail one click below. */
export function ErrorNote({ error, children }: { error: ErrorData; children?: ReactNode }): ReactNode {
  return (
    <div className={styles.note} role="alert" data-testid="error-note">
      <CircleAlert aria-hidden />
      <div className={styles.body}>
        <p className={styles.message}>{error.message}</p>
        {error.hint ? <p className={styles.hint}>{error.hint}</p> : null}
        {error.details ? (
          <details>
            <summary>{t('Details')}</summary>
            <pre>{error.details}</pre>
          </details>
        ) : null}
        {children ? <div className={styles.actions}>{children}</div> : null}
      </div>
    </div>
  );
}
