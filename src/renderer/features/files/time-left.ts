import type { RunningJob } from '../../../shared/model/engine';
import { formatSpan } from '../../format/duration';
import { t } from '../../../shared/words/words';

/** Before that, and below that, a fraction says nothing about the rest. */
const LEAST_MS = 1_500;
const LEAST_PART = 0.02;
/** The engine tells the beginning of a job as a time ago, so it differs a little each time. */
const SAME_JOB_MS = 1_000;

/** Where a job stood when a part of its work began, or was first seen: each part counts its fraction from 0 to 1. */
export interface Pace {
  /** When the job began: another reading of the file begins anew. */
  readonly jobAt: number;
  readonly part: string;
  readonly at: number;
  readonly fraction: number;
}

type Progress = Pick<RunningJob, 'stage' | 'label' | 'fraction' | 'startedAt'>;

/** "Page 3 of 12" and "Page 4 of 12" are the same part. */
function partOf({ stage, label }: Progress): string {
  return `${stage}: ${label.replaceAll(/\d+/g, '#')}`;
}

/** The pace to count from: the one before for as long as the same part goes on. */
export function paceOf(before: Pace | null, job: Progress, now: number): Pace | null {
  const { stage, fraction, startedAt } = job;
  if (fraction === null) return null;
  const part = partOf(job);
  const isSameJob = before !== null && Math.abs(before.jobAt - startedAt) < SAME_JOB_MS;
  if (isSameJob && before.part === part && fraction >= before.fraction) return before;
  // The first part began with the job, however late it is looked at.
  return stage === 'decide' ? { jobAt: startedAt, part, at: startedAt, fraction: 0 } : { jobAt: startedAt, part, at: now, fraction };
}

/** How many seconds this part still takes if it goes on like this; null when it cannot be told. */
export function secondsLeft(pace: Pace | null, fraction: number | null, now: number): number | null {
  if (!pace || fraction === null || fraction >= 1) return null;
  const done = fraction - pace.fraction;
  const took = now - pace.at;
  if (took < LEAST_MS || done < LEAST_PART) return null;
  return ((1 - fraction) * took) / done / 1000;
}

/** "about 20 s", in steps of five seconds: it is a guess, and should not flicker. */
export function aboutSpan(seconds: number): string {
  const calm = seconds < 60 ? Math.max(5, Math.round(seconds / 5) * 5) : seconds;
  return t('about {time}', { time: formatSpan(calm) });
}
