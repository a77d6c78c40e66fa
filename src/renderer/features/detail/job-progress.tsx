import type { ReactNode } from 'react';
import type { RunningJob } from '../../../shared/model/engine';
import type { FileRow } from '../../../shared/model/file';
import { Meter } from '../../parts/meter';
import { useNow } from '../../state/use-now';
import { useJob, useSecondsLeft } from '../files/row-progress';
import { aboutSpan } from '../files/time-left';
import { t } from '../../../shared/words/words';
import styles from './job-progress.module.css';

const LEAST_MS = 1_000;

/** What is being done to a file now, how far it is, and how long it will still take. */
export function JobProgress({ row }: { row: FileRow }): ReactNode {
  const job = useJob(row.id);
  // The clock ticks for what is under way alone.
  return job ? <Shown row={row} job={job} /> : null;
}

function Shown({ row, job }: { row: FileRow; job: RunningJob }): ReactNode {
  const seconds = useSecondsLeft(row.id, job);
  const now = useNow(1000);
  // What takes no time needs no bar, and what is below it need not jump.
  if (now - job.startedAt < LEAST_MS) return null;
  const label = job.label || row.stateLabel;
  return (
    <div className={styles.progress} data-testid="job-progress">
      <p>
        <span>{label}</span>
        <span className={styles.left}>{seconds === null ? null : t('{time} left', { time: aboutSpan(seconds) })}</span>
      </p>
      <Meter fraction={job.fraction} tone="inProgress" label={label} />
    </div>
  );
}
