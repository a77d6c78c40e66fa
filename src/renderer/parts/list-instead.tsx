import type { ReactNode } from 'react';
import type { ErrorData } from '../../shared/errors/filemill-error';
import { ErrorNote } from './error-note';
import { Skeleton } from './skeleton';
import styles from './list-instead.module.css';

interface Props {
  total: number | null;
  error: ErrorData | null;
  empty: ReactNode;
}

/** What stands in place of the rows of a list. While the engine is away, the banner says so and the list waits. */
export function ListInstead({ total, error, empty }: Props): ReactNode {
  const isAway = error?.code === 'peer.gone';
  return (
    <div className={styles.instead}>
      {error && !isAway ? <ErrorNote error={error} /> : total === null || isAway ? <Skeleton rows={10} /> : empty}
    </div>
  );
}
