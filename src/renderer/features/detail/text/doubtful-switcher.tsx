import { ChevronDown, ChevronUp } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { t } from '../../../../shared/words/words';
import styles from '../page/switcher.module.css';

interface Props {
  /** Which one is pointed at, from 1; null for none of them. */
  number: number | null;
  total: number;
  canStep: (step: 1 | -1) => boolean;
  onStep: (step: 1 | -1) => void;
}

/** Leads from doubtful word to doubtful word: buttons, and Alt with the arrows anywhere in the window. */
export function DoubtfulSwitcher({ number, total, canStep, onStep }: Props): ReactNode {
  const latest = useRef(onStep);
  latest.current = onStep;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null;
      if (step === null || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
      // There, Alt and an arrow open the choices.
      if (event.target instanceof Element && event.target.closest('select, input, textarea')) return;
      event.preventDefault();
      latest.current(step);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  return (
    <span className={styles.switcher} role="group" aria-label={t('Doubtful words')} data-testid="doubtful-switcher">
      <button
        type="button"
        aria-label={t('Doubtful word before')}
        title={t('Doubtful word before (Alt ↑)')}
        disabled={!canStep(-1)}
        onClick={() => onStep(-1)}
      >
        <ChevronUp aria-hidden />
      </button>
      <span aria-live="polite">
        {number === null ? t('{total, plural, one {# doubtful word} other {# doubtful words}}', { total }) : t('Doubtful {number, number} of {total, number}', { number, total })}
      </span>
      <button type="button" aria-label={t('Next doubtful word')} title={t('Next doubtful word (Alt ↓)')} disabled={!canStep(1)} onClick={() => onStep(1)}>
        <ChevronDown aria-hidden />
      </button>
    </span>
  );
}
