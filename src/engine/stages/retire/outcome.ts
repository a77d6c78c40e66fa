import { backoffMs } from '../../../base/backoff';
import { ERROR_TABLE } from '../../../shared/errors/error-table';
import type { ErrorData } from '../../../shared/errors/filemill-error';
import type { OcrReport, Report } from '../../../shared/model/report';
import { CANCELLED_MARKS, FAILED_RULES_MARKS, type Outcome } from '../../store/job-facts';
import type { Job } from '../../job';
import { insideWarnings } from './inside-warnings';
import { t } from '../../../shared/words/words';

/** A file that failed waits as its folder says, but no longer than this; for a fault around it every half minute. */
const MAX_RETRY_MS = 3_600_000;
const CLEARED_POLL_MS = 30_000;
/** Whoever ends what it waits for wakes it; should that be lost, it looks by itself. */
const WAITING_ELSEWHERE_MS = 6 * 3_600_000;
/** A file that is there for one and gone for another so often has something odd about its name. */
const MAX_VANISHED = 3;

/** A report that itself says the file is no good. */
export function faultOf(report: Report, reviewBelow: number): ErrorData | null {
  if ('ocr' in report && report.ocr) return doubtOf(report.ocr, reviewBelow);
  if (report.kind !== 'data' || report.valid) return null;
  const [first] = report.errors;
  const column = /^(?:Column|Spalte) (\d+): /.exec(first?.message ?? '');
  const place = [first?.line ? t('line {line}', { line: String(first.line) }) : '', column ? t('column {column}', { column: column[1] ?? '' }) : ''].filter(Boolean).join(', ');
  const what = (first?.message ?? t('It can’t be read.')).slice(column?.[0].length ?? 0);
  return {
    code: 'file.invalid',
    message: place === '' ? t('The {format} is not valid. {what}', { format: report.format.toUpperCase(), what }) : t('The {format} is not valid at {place}. {what}', { format: report.format.toUpperCase(), place, what }),
    hint: t('Correct it where it comes from and drop it again.'),
    cause: ERROR_TABLE['file.invalid'].cause,
  };
}

/** A few words say nothing about a reading. */
const WORDS_TO_JUDGE = 5;

function doubtOf({ confidence, statistics }: OcrReport, reviewBelow: number): ErrorData | null {
  if (confidence >= reviewBelow || statistics.words < WORDS_TO_JUDGE) return null;
  return {
    code: 'file.lowConfidence',
    message: t('OCR is only {confidence} % sure of what it read.', { confidence: Math.round(confidence) }),
    hint: t('Compare the text with the page, and accept it or scan the page again.'),
    cause: ERROR_TABLE['file.lowConfidence'].cause,
  };
}

/** How an attempt ends: done, ignored, waiting for the next one, or needing a person. */
export function outcomeOf(job: Job, now: number, durationMs: number, random?: number): Outcome {
  const base: Outcome = {
    state: 'done',
    marks: 'dddddd',
    reason: null,
    error: null,
    dueAt: null,
    attempts: job.attempts + 1,
    durationMs,
    reportId: job.report?.id ?? null,
    thumbnail: job.report?.thumbnail ?? null,
    warnings: [...(job.recognition?.warnings ?? []), ...(job.report?.warnings ?? []), ...insideWarnings(job.inside)],
    event: job.event,
  };
  if (job.isCancelled && !job.acts?.ending) return { ...base, state: 'ignored', marks: CANCELLED_MARKS, reason: t('Cancelled by you.') };
  const { error, acts } = job;
  if (acts?.waitsFor != null) return { ...base, state: 'waiting', marks: 'ddddpp', reason: acts.waitsFor, dueAt: now + WAITING_ELSEWHERE_MS, attempts: job.attempts };
  if (!error) return { ...base, reason: acts?.summary ?? null };
  const failedMarks = failedAt(job);
  if (error.code === 'file.vanished') {
    if (base.attempts >= MAX_VANISHED) {
      return { ...base, state: 'ignored', marks: 'ddssss', reason: t('It was gone before it could be read.') };
    }
    // Whether it is gone for good is found out by those who look where it may have gone.
    return { ...base, state: 'waiting', marks: 'rppppp', reason: t('It was not there when it was to be read.') };
  }
  // Once it was read, it is what an action says: then it has its pause and its tries, lest it went on without end.
  if (error.code === 'file.changed' && !acts?.hasFailed) {
    return {
      ...base,
      state: 'waiting',
      marks: 'rppppp',
      reason: t('Still arriving: it changed while it was being read.'),
      attempts: job.attempts,
    };
  }
  const { retry } = ERROR_TABLE[error.code];
  // What lies elsewhere by now is not read again.
  if (acts?.ending) return { ...base, state: 'attention', marks: failedMarks, reason: error.message, error };
  if (retry === 'whenCleared') {
    return {
      ...base,
      state: 'waiting',
      marks: failedMarks,
      reason: error.message,
      error,
      dueAt: now + CLEARED_POLL_MS,
      attempts: job.attempts,
    };
  }
  const { maxAttempts, attemptsByCause, retryFirstSeconds, retryFactor } = job.settings;
  // A cause with a number of its own is tried again whatever its class: the user knows their files.
  const most = attemptsByCause[error.cause] ?? (retry === 'backoff' ? maxAttempts : 1);
  if (base.attempts < most) {
    return {
      ...base,
      state: 'waiting',
      marks: failedMarks,
      reason: error.message,
      error,
      dueAt: now + backoffMs(base.attempts, retryFirstSeconds * 1000, MAX_RETRY_MS, random, retryFactor),
    };
  }
  return { ...base, state: 'attention', marks: failedMarks, reason: error.message, error };
}

function failedAt({ acts, recognition }: Job): string {
  if (acts?.hasFailed && !acts.isFileAtFault) return FAILED_RULES_MARKS;
  return recognition ? 'dddfpp' : 'ddfppp';
}
