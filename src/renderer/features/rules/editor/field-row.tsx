import type { ReactNode } from 'react';
import styles from './field-row.module.css';

interface Props {
  label: string;
  hint?: string | undefined;
  children: ReactNode;
}

/** The name of a field and the field. */
export function FieldRow({ label, hint, children }: Props): ReactNode {
  return (
    <div className={styles.row}>
      <span className={styles.label} aria-hidden>
        {label}
      </span>
      <div className={styles.control}>
        {children}
        {hint ? <p className={styles.hint}>{hint}</p> : null}
      </div>
    </div>
  );
}
