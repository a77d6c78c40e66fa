import type { ReactNode } from 'react';
import styles from './archive-dialog.module.css';

interface Props {
  label: string;
  hint?: string | undefined;
  /** Of the one field that the label names; without it the control names itself. */
  id?: string;
  children: ReactNode;
}

/** A choice in a dialog: its name, what it means, and the control. */
export function ControlGroup({ label, hint, id, children }: Props): ReactNode {
  return (
    <div className={styles.group}>
      {id ? (
        <label className={styles.label} htmlFor={id}>
          {label}
        </label>
      ) : (
        <p className={styles.label}>{label}</p>
      )}
      <div className={styles.control}>
        {children}
        {hint ? <p className={styles.hint}>{hint}</p> : null}
      </div>
    </div>
  );
}
