import { memo, type ReactNode } from 'react';
import type { StepMark, TimelineEntry } from '../../../shared/model/file';
import { formatTook } from '../../format/duration';
import { formatClock, formatMoment } from '../../format/time';
import type { Tone } from '../../parts/state-label';
import styles from './timeline.module.css';

const MARKS: Readonly<Record<StepMark, { tone: Tone; word: string }>> = {
  pending: { tone: 'ignored', word: 'To come' },
  running: { tone: 'inProgress', word: 'Under way' },
  done: { tone: 'done', word: 'Done' },
  failed: { tone: 'attention', word: 'Failed' },
  skipped: { tone: 'ignored', word: 'Skipped' },
};

/** Each step of a file's life: when, how long, and what came of it. */
export const Timeline = memo(function Timeline({ entries }: { entries: readonly TimelineEntry[] }): ReactNode {
  if (entries.length === 0) return <p className={styles.none}>Nothing has happened yet.</p>;
  return (
    <ol className={styles.timeline} tabIndex={0} aria-label="Timeline" data-testid="timeline">
      {entries.map((entry, index) => (
        <li key={`${entry.at}-${index}`} data-tone={MARKS[entry.mark].tone}>
          <time dateTime={new Date(entry.at).toISOString()} title={formatMoment(entry.at)}>
            {formatClock(entry.at)}
          </time>
          <span className={styles.rail} aria-hidden>
            <span className={styles.dot} />
          </span>
          <div className={styles.what}>
            <p>
              <strong>{entry.name}</strong>
              {entry.mark === 'done' ? null : <span className={styles.word}>{MARKS[entry.mark].word}</span>}
              {entry.durationMs === null ? null : <span className={styles.took}>{formatTook(entry.durationMs)}</span>}
            </p>
            {entry.detail ? <p className={styles.detail}>{entry.detail}</p> : null}
          </div>
        </li>
      ))}
    </ol>
  );
});
