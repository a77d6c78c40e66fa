import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useEngine } from '../../state/engine-store';
import { t } from '../../../shared/words/words';
import styles from './announcer.module.css';

const INTERVAL_MS = 5_000;

/** Tells screen readers the totals when they have changed, at most every five seconds. */
export function Announcer(): ReactNode {
  const [words, setWords] = useState('');
  const last = useRef<string | null>(null);
  useEffect(() => {
    const timer = setInterval(() => {
      const accounting = useEngine.getState().snapshot?.accounting;
      if (!accounting) return;
      const { done, inProgress, waiting, attention } = accounting;
      const next = t('{done, number} done, {toGo, number} to go, {attention, plural, one {# needs} other {# need}} attention', { done, toGo: inProgress + waiting, attention });
      if (last.current !== null && last.current !== next) setWords(next);
      last.current = next;
    }, INTERVAL_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <div className={styles.hidden} role="status" aria-live="polite">
      {words}
    </div>
  );
}
