import type { ReactNode } from 'react';
import styles from './logo.module.css';

/** A mill wheel that turns to the right. */
export function Logo(): ReactNode {
  return (
    <span className={styles.logo}>
      <svg viewBox="0 0 20 20" aria-hidden>
        <rect width="20" height="20" rx="5.5" />
        <path d="M13.4 7.2A4.3 4.3 0 1 0 13.4 12.8" />
      </svg>
      <span className={styles.name} translate="no">
        Filemill
      </span>
    </span>
  );
}
