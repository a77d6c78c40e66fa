import { ChevronDown, ChevronUp } from 'lucide-react';
import { useEffect, useState, type ReactNode, type RefObject } from 'react';
import { formatCount } from '../../format/number';
import styles from './switcher.module.css';

interface Props {
  frame: RefObject<HTMLElement | null>;
  /** Another one starts at the first hit again. */
  resetKey: string;
}

/** Leads from hit to hit in the text that is loaded. */
export function HitSwitcher({ frame, resetKey }: Props): ReactNode {
  const [count, setCount] = useState(0);
  const [at, setAt] = useState(0);
  const marks = (): HTMLElement[] => [...(frame.current?.querySelectorAll<HTMLElement>('mark') ?? [])];

  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const observer = new MutationObserver(() => setCount(marks().length));
    observer.observe(element, { childList: true, subtree: true });
    setCount(marks().length);
    setAt(0);
    marks()[0]?.scrollIntoView({ block: 'center' });
    return () => observer.disconnect();
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [frame, resetKey]);

  const go = (step: number): void => {
    const all = marks();
    const next = Math.max(0, Math.min(all.length - 1, at + step));
    setAt(next);
    all[next]?.scrollIntoView({ block: 'center' });
  };

  return (
    <span className={styles.switcher} role="group" aria-label="Hits">
      <button type="button" aria-label="Hit before" disabled={at <= 0} onClick={() => go(-1)}>
        <ChevronUp aria-hidden />
      </button>
      <span>{count === 0 ? 'No hit' : `Hit ${formatCount(at + 1)} of ${formatCount(count)}`}</span>
      <button type="button" aria-label="Next hit" disabled={at >= count - 1} onClick={() => go(1)}>
        <ChevronDown aria-hidden />
      </button>
    </span>
  );
}
