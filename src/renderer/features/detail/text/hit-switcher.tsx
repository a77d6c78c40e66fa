import { ChevronDown, ChevronUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatCount } from '../../../format/number';
import styles from '../page/switcher.module.css';

interface Props {
  /** From 0. */
  at: number;
  count: number;
  /** The whole text has been searched. */
  isComplete: boolean;
  onGo: (at: number) => void;
}

/** Leads from hit to hit. */
export function HitSwitcher({ at, count, isComplete, onGo }: Props): ReactNode {
  const none = isComplete ? 'No hit' : 'Searching…';
  return (
    <span className={styles.switcher} role="group" aria-label="Hits" data-testid="hit-switcher">
      <button type="button" aria-label="Hit before" disabled={at <= 0} onClick={() => onGo(at - 1)}>
        <ChevronUp aria-hidden />
      </button>
      <span>{count === 0 ? none : `Hit ${formatCount(at + 1)} of ${formatCount(count)}${isComplete ? '' : '+'}`}</span>
      <button type="button" aria-label="Next hit" disabled={at >= count - 1} onClick={() => onGo(at + 1)}>
        <ChevronDown aria-hidden />
      </button>
    </span>
  );
}
