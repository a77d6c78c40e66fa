import { memo, type ReactNode } from 'react';
import { formatTook } from '../../format/duration';
import { formatClock, formatShortDay, formatMoment, startOfDay } from '../../format/time';
import type { Tone } from '../../parts/state-label';
import { useNow } from '../../state/use-now';
import styles from './trail.module.css';

const MINUTE_MS = 60_000;

export interface TrailStep {
  /** Null: it has not come to that yet, or nobody wrote down when. */
  at: number | null;
  name: string;
  tone: Tone;
  /** What came of it, when that is worth a word. */
  word: string | null;
  durationMs: number | null;
  detail: string;
}

/** One thing after the other: when, how long, and what came of it. */
export const Trail = memo(function Trail({ steps, label }: { steps: readonly TrailStep[]; label: string }): ReactNode {
  return (
    <ol className={styles.trail} aria-label={label}>
      {steps.map((step, index) => (
        <li key={`${step.at}-${index}`} data-tone={step.tone}>
          <When at={step.at} before={steps[index - 1]?.at ?? null} />
          <span className={styles.rail} aria-hidden>
            <span className={styles.dot} />
          </span>
          <div className={styles.what}>
            <p>
              <strong>{step.name}</strong>
              {step.word === null ? null : <span className={styles.word}>{step.word}</span>}
              {step.durationMs === null ? null : <span className={styles.took}>{formatTook(step.durationMs)}</span>}
            </p>
            {step.detail ? <p className={styles.detail}>{step.detail}</p> : null}
          </div>
        </li>
      ))}
    </ol>
  );
});

/** The clock; above it the day, when it is another than that of the step before, or not today. */
function When({ at, before }: { at: number | null; before: number | null }): ReactNode {
  const now = useNow(MINUTE_MS);
  if (at === null) return <span className={styles.when} />;
  return (
    <time className={styles.when} dateTime={new Date(at).toISOString()} title={formatMoment(at)}>
      {startOfDay(at) === startOfDay(before ?? now) ? null : <span>{formatShortDay(at, now)}</span>}
      {formatClock(at)}
    </time>
  );
}
