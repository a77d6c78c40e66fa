import { ChevronDown, ChevronUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { t } from '../../../../shared/words/words';
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
  const none = isComplete ? t('No hit') : t('Searching…');
  return (
    <span className={styles.switcher} role="group" aria-label={t('Hits')} data-testid="hit-switcher">
      <button type="button" aria-label={t('Hit before')} disabled={at <= 0} onClick={() => onGo(at - 1)}>
        <ChevronUp aria-hidden />
      </button>
      <span>{count === 0 ? none : isComplete ? t('Hit {number, number} of {count, number}', { number: at + 1, count }) : t('Hit {number, number} of {count, number}+', { number: at + 1, count })}</span>
      <button type="button" aria-label={t('Next hit')} disabled={at >= count - 1} onClick={() => onGo(at + 1)}>
        <ChevronDown aria-hidden />
      </button>
    </span>
  );
}
