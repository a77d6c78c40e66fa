import type { ReactNode } from 'react';
import styles from './setting-row.module.css';

interface Props {
  label: string;
  hint?: string;
  /** The control stands below and has the whole width. */
  isWide?: boolean;
  children: ReactNode;
}

/** A setting: its name, what it does and what it is by default, and the control. */
export function SettingRow({ label, hint, isWide = false, children }: Props): ReactNode {
  return (
    <div className={styles.row} data-wide={isWide} role="group" aria-label={label}>
      <div>
        <p className={styles.label}>{label}</p>
        {hint ? <p className={styles.hint}>{hint}</p> : null}
      </div>
      <div className={styles.control}>{children}</div>
    </div>
  );
}
