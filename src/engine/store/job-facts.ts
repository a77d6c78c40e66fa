import type { ErrorData } from '../../shared/errors/filemill-error';
import type { FileEvent, FileKind, FileState, Trigger } from '../../shared/model/file';
import type { Sighting } from '../../shared/contract/watch-api';
import { t } from '../../shared/words/words';

/** What the ledger last knew of a path, together with its current job. */
export interface KnownFile {
  fileId: number;
  jobId: number;
  folderId: number;
  path: string;
  present: boolean;
  /** When it was noticed to be gone, while it may still turn up elsewhere; else null. */
  departedAt: number | null;
  size: number;
  mtimeMs: number;
  ctimeMs: number;
  dev: string;
  ino: string;
  state: FileState;
  event: FileEvent;
  attempts: number;
  arrivedAt: number;
  /** Ignored because a line of the folder's filter said so: looked at again when the filter changes. */
  wasFiltered: boolean;
}

/** The version of a file that one job is about. */
export interface JobFacts {
  jobId: number;
  fileId: number;
  folderId: number;
  path: string;
  size: number;
  mtimeMs: number;
  ctimeMs: number;
  ino: string;
  attempts: number;
  arrivedAt: number;
  event: FileEvent;
  /** A person wants it before all others. */
  isFirst: boolean;
}

export type WaitingJob = JobFacts & { dueAt: number | null };

/** What was read of a file the last time. */
export interface VersionBefore {
  jobId: number;
  state: FileState;
  sha256: string;
  headSha256: string;
  mtimeMs: number;
  path: string;
}

/** What recognition found. */
export interface Found {
  sha256: string;
  headSha256: string;
  mime: string;
  kind: FileKind;
}

export type FileVersion = Pick<Sighting, 'path' | 'size' | 'mtimeMs' | 'ctimeMs' | 'ino'>;

export interface Outcome {
  state: FileState;
  /** Six letters, one for each stage: p pending, r running, d done, f failed, s skipped. */
  marks: string;
  reason: string | null;
  error: ErrorData | null;
  dueAt: number | null;
  attempts: number;
  durationMs: number | null;
  reportId: number | null;
  thumbnail: string | null;
  warnings: string[];
  /** Known for certain only now that the bytes were compared. */
  event: FileEvent;
}

/** Marks of a job that the folder's filter refused: it is looked at again when the filter changes. */
export const FILTERED_MARKS = 'dsssss';

/** Marks of a file that was there before its folder, which leaves such files alone. */
export const EXISTING_MARKS = 'ssssss';

/** Marks of a job that a person has called off: it may be retried. */
export const CANCELLED_MARKS = 'dfssss';

/** Marks of a job that was read, and with which an action of a rule failed. */
export const FAILED_RULES_MARKS = 'ddddfp';

/** In SQL, of a row of `jobs`: it waits, needs attention or was called off, so that it may be tried again. */
export const MAY_BE_RETRIED = `(state IN ('attention', 'waiting') OR marks = '${CANCELLED_MARKS}')`;

/** How a job begins. */
export interface NewJob {
  state: 'waiting' | 'ignored' | 'done';
  marks: string;
  reason: string;
  /** When a waiting one is looked at first; null for as soon as it is whole. */
  dueAt?: number | null;
}

/** What brought a job about. */
export interface Occasion {
  event: FileEvent;
  trigger: Trigger;
  now: number;
}

export const arriving = (): NewJob => ({ state: 'waiting', marks: 'rppppp', reason: t('Still arriving') });

export const KNOWN = `
  SELECT f.id AS fileId, f.folder_id AS folderId, f.path, f.present, f.departed_at AS departedAt, f.size, f.mtime_ms AS mtimeMs,
    f.ctime_ms AS ctimeMs, f.dev, f.ino, j.id AS jobId, j.state, j.event, j.attempts, j.arrived_at AS arrivedAt, j.marks = '${FILTERED_MARKS}' AS wasFiltered
  FROM files f JOIN jobs j ON j.id = f.job_id`;

export const FACTS = `
  SELECT j.id AS jobId, j.file_id AS fileId, j.folder_id AS folderId, f.path, j.size, j.mtime_ms AS mtimeMs,
    f.ctime_ms AS ctimeMs, j.ino, j.attempts, j.arrived_at AS arrivedAt, j.event, j.is_first AS isFirst
  FROM jobs j JOIN files f ON f.id = j.file_id`;

export type FactsRow = Omit<JobFacts, 'isFirst'> & { isFirst: number };
export const toFacts = <R extends FactsRow>(row: R): Omit<R, 'isFirst'> & JobFacts => ({ ...row, isFirst: row.isFirst === 1 });

export type KnownRow = Omit<KnownFile, 'present' | 'wasFiltered'> & { present: number; wasFiltered: number };

/** In place: asked for each file of a folder at a start. */
export function toKnown(row: KnownRow | undefined): KnownFile | undefined {
  if (!row) return undefined;
  const known = row as unknown as KnownFile;
  known.present = row.present === 1;
  known.wasFiltered = row.wasFiltered === 1;
  return known;
}
