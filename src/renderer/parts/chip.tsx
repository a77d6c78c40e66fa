import type { ReactNode } from 'react';
import { formatCount } from '../format/number';
import styles from './chip.module.css';

interface Props {
  label: string;
  count?: number | undefined;
  pressed: boolean;
  onPress: () => void;
  testId?: string;
  /** Gets the focus of a dialog that opens. */
  isFirst?: boolean;
}

/** One of several filters, of which some can be on. */
export function Chip({ label, count, pressed, onPress, testId, isFirst }: Props): ReactNode {
  return (
    <button type="button" className={styles.chip} aria-pressed={pressed} onClick={onPress} data-first={isFirst || undefined} data-testid={testId}>
      {label}
      {count === undefined ? null : <span className={styles.count}> {formatCount(count)}</span>}
    </button>
  );
}
