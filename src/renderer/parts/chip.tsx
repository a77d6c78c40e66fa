import type { ReactNode } from 'react';
import { formatCount } from '../format/number';
import styles from './chip.module.css';

interface Props {
  label: string;
  count?: number | undefined;
  pressed: boolean;
  onPress: () => void;
  testId?: string;
}

/** One of several filters, of which some can be on. */
export function Chip({ label, count, pressed, onPress, testId }: Props): ReactNode {
  return (
    <button type="button" className={styles.chip} aria-pressed={pressed} onClick={onPress} data-testid={testId}>
      {label}
      {count === undefined ? null : <span className={styles.count}> {formatCount(count)}</span>}
    </button>
  );
}
