import type { ReactNode } from 'react';
import styles from './setting-row.module.css';

/** A setting: its name, what it does and what it is by default, and the control. */
export function SettingRow({ label, hint, children }: { label: string; hint?: string; children: ReactNode }): ReactNode {
  return (
    <div className={styles.row} role="group" aria-label={label}>
      <div>
        <p className={styles.label}>{label}</p>
        {hint ? <p className={styles.hint}>{hint}</p> : null}
      </div>
      <div className={styles.control}>{children}</div>
    </div>
  );
}
