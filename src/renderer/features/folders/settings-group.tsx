import { useId, type ReactNode } from 'react';
import styles from './settings-group.module.css';

/** Settings that answer one question. */
export function SettingsGroup({ title, children }: { title: string; children: ReactNode }): ReactNode {
  const id = useId();
  return (
    <section className={styles.group} aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  );
}
