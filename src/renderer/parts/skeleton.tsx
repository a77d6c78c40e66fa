import type { ReactNode } from 'react';
import { t } from '../../shared/words/words';
import styles from './skeleton.module.css';

/** Stands in for rows that are on their way; shows itself only after 200 ms. */
export function Skeleton({ rows = 8 }: { rows?: number }): ReactNode {
  return (
    <div className={styles.skeleton} role="status" aria-label={t('Loading')} data-testid="skeleton">
      {Array.from({ length: rows }, (_, index) => (
        <span key={index} style={{ width: `${38 + ((index * 29) % 47)}%` }} />
      ))}
    </div>
  );
}
