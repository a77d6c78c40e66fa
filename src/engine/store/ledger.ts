import { basename } from 'node:path/posix';
import type { Cause } from '../../shared/errors/error-table';
import type { ErrorData } from '../../shared/errors/filemill-error';
import type { FileEvent, FileKind, FileState, TimelineEntry } from '../../shared/model/file';
import type { Sighting } from '../../shared/contract/watch-api';
import type { Database, Writer } from './database';
import { foldName } from './fold-name';

/** What the ledger last knew of a path, together with its current job. */
export interface KnownFile {
  fileId: number;
  jobId: number;
  present: boolean;
  size: number;
  mtimeMs: number;
  dev: string;
  ino: string;
  state: FileState;
  attempts: number;
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
}

/** What recognition found. */
export interface Found {
  sha256: string;
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
}

/** Marks of a job that the folder's filter refused: it is looked at again when the filter changes. */
export const FILTERED_MARKS = 'dsssss';

/** How a job begins. */
export interface NewJob {
  state: 'waiting' | 'ignored';
  marks: string;
  reason: string;
}

const KNOWN = `
  SELECT f.id AS fileId, f.present, f.size, f.mtime_ms AS mtimeMs, f.dev, f.ino, j.id AS jobId, j.state, j.attempts,
    j.marks = '${FILTERED_MARKS}' AS wasFiltered
  FROM files f JOIN jobs j ON j.id = f.job_id`;

const FACTS = `
  SELECT j.id AS jobId, j.file_id AS fileId, j.folder_id AS folderId, f.path, j.size, j.mtime_ms AS mtimeMs,
    f.ctime_ms AS ctimeMs, j.ino, j.attempts, j.arrived_at AS arrivedAt
  FROM jobs j JOIN files f ON f.id = j.file_id`;

type KnownRow = Omit<KnownFile, 'present' | 'wasFiltered'> & { present: number; wasFiltered: number };

const toKnown = (row: KnownRow | undefined): KnownFile | undefined =>
  row && { ...row, present: row.present === 1, wasFiltered: row.wasFiltered === 1 };

/** The writes and reads of a job's life. State moves are compare-and-set: each says which state it expects. */
export class Ledger {
  // Ids are given here, by the one writer: a file and its job point at each other and are written once.
  private nextFileId: number;
  private nextJobId: number;

  constructor(private readonly database: Database) {
    const last = database.get<{ file: number; job: number }>(
      'SELECT (SELECT coalesce(max(id), 0) FROM files) AS file, (SELECT coalesce(max(id), 0) FROM jobs) AS job',
    );
    this.nextFileId = (last?.file ?? 0) + 1;
    this.nextJobId = (last?.job ?? 0) + 1;
  }

  find(folderId: number, path: string): KnownFile | undefined {
    return toKnown(this.database.get(`${KNOWN} WHERE f.folder_id = ? AND f.path = ?`, folderId, path));
  }

  /** A path that was never seen: the file and its first job. */
  insertFile(writer: Writer, folderId: number, sighting: Sighting, job: NewJob, now: number): JobFacts {
    const fileId = this.nextFileId++;
    const jobId = this.nextJobId++;
    const name = basename(sighting.path);
    writer.run(
      `INSERT INTO files (id, folder_id, path, name, search_name, size, mtime_ms, ctime_ms, dev, ino, job_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      fileId,
      folderId,
      sighting.path,
      name,
      foldName(name),
      sighting.size,
      sighting.mtimeMs,
      sighting.ctimeMs,
      sighting.dev,
      sighting.ino,
      jobId,
    );
    return this.writeJob(writer, { jobId, fileId, folderId }, sighting, job, 'created', now);
  }

  /** A new version of a known file: the old job, finished or not, becomes history. */
  insertJob(
    writer: Writer,
    fileId: number,
    folderId: number,
    version: FileVersion,
    job: NewJob,
    event: FileEvent,
    now: number,
  ): JobFacts {
    const jobId = this.nextJobId++;
    writer.run('UPDATE jobs SET is_current = 0, lease = NULL WHERE file_id = ? AND is_current = 1', fileId);
    writer.run('UPDATE files SET job_id = ? WHERE id = ?', jobId, fileId);
    return this.writeJob(writer, { jobId, fileId, folderId }, version, job, event, now);
  }

  private writeJob(
    writer: Writer,
    ids: { jobId: number; fileId: number; folderId: number },
    { path, size, mtimeMs, ctimeMs, ino }: FileVersion,
    job: NewJob,
    event: FileEvent,
    now: number,
  ): JobFacts {
    writer.run(
      `INSERT INTO jobs (id, file_id, folder_id, event, state, marks, reason, size, mtime_ms, ino, arrived_at, settled_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ids.jobId,
      ids.fileId,
      ids.folderId,
      event,
      job.state,
      job.marks,
      job.reason,
      size,
      mtimeMs,
      ino,
      now,
      job.state === 'waiting' ? null : now,
    );
    return { ...ids, path, size, mtimeMs, ctimeMs, ino, attempts: 0, arrivedAt: now };
  }

  /**
   * After a job has ended: when its file has moved on meanwhile, the job of the newer version.
   *
   * @returns the new job, or null when the one that ended is about what lies there
   */
  followUp(writer: Writer, fileId: number, now: number): JobFacts | null {
    const file = this.database.get<FileVersion & { folderId: number; isStale: number }>(
      `SELECT f.folder_id AS folderId, f.path, f.size, f.mtime_ms AS mtimeMs, f.ctime_ms AS ctimeMs, f.ino,
         f.present = 1 AND j.state <> 'waiting'
           AND (f.size <> j.size OR f.mtime_ms <> j.mtime_ms OR f.ino <> j.ino) AS isStale
       FROM files f JOIN jobs j ON j.id = f.job_id WHERE f.id = ?`,
      fileId,
    );
    if (file?.isStale !== 1) return null;
    const job: NewJob = { state: 'waiting', marks: 'rppppp', reason: 'Still arriving' };
    return this.insertJob(writer, fileId, file.folderId, file, job, 'modified', now);
  }

  /** What lies on the disk now, whatever the job is doing. */
  updateFile(writer: Writer, fileId: number, sighting: Sighting): void {
    writer.run(
      'UPDATE files SET present = 1, size = ?, mtime_ms = ?, ctime_ms = ?, dev = ?, ino = ? WHERE id = ?',
      sighting.size,
      sighting.mtimeMs,
      sighting.ctimeMs,
      sighting.dev,
      sighting.ino,
      fileId,
    );
  }

  /** A waiting job follows its file while that is still being written. */
  updateWaiting(writer: Writer, jobId: number, facts: { size: number; mtimeMs: number; ino: string }): boolean {
    return (
      writer.run(
        `UPDATE jobs SET size = ?, mtime_ms = ?, ino = ? WHERE id = ? AND state = 'waiting'`,
        facts.size,
        facts.mtimeMs,
        facts.ino,
        jobId,
      ).changes === 1
    );
  }

  markGone(writer: Writer, fileId: number): void {
    writer.run('UPDATE files SET present = 0 WHERE id = ?', fileId);
  }

  /**
   * waiting → inProgress, for one engine's run, or once more for the run that has it.
   *
   * @returns the jobs that are now leased; the others somebody else has moved on
   */
  claim(writer: Writer, jobIds: number[], lease: string): Set<number> {
    const ids = JSON.stringify(jobIds);
    const { changes } = writer.run(
      `UPDATE jobs SET state = 'inProgress', lease = ?1, marks = 'drpppp', reason = NULL, due_at = NULL
       WHERE id IN (SELECT value FROM json_each(?2)) AND is_current = 1 AND (state = 'waiting' OR lease = ?1)`,
      lease,
      ids,
    );
    if (changes === jobIds.length) return new Set(jobIds);
    const leased = this.database.all<{ id: number }>(
      'SELECT id FROM jobs WHERE id IN (SELECT value FROM json_each(?)) AND lease = ?',
      ids,
      lease,
    );
    return new Set(leased.map(({ id }) => id));
  }

  /** What a file is, told before its long reading has ended. */
  recognise(writer: Writer, jobId: number, found: Found): void {
    writer.run(
      `UPDATE jobs SET sha256 = ?, mime = ?, kind = ?, marks = 'dddrpp' WHERE id = ?`,
      found.sha256,
      found.mime,
      found.kind,
      jobId,
    );
  }

  /** Ends an attempt: settled for good, or back to waiting. Only the holder of the lease can. */
  conclude(writer: Writer, jobId: number, lease: string, found: Found | null, outcome: Outcome, now: number): boolean {
    return (
      writer.run(
        `UPDATE jobs SET state = ?, marks = ?, reason = ?, cause = ?, error = ?, due_at = ?, attempts = ?,
           duration_ms = ?, report_id = ?, thumbnail = ?, warnings = ?, settled_at = ?, lease = NULL,
           sha256 = ?, mime = ?, kind = ?
         WHERE id = ? AND lease = ? AND is_current = 1`,
        outcome.state,
        outcome.marks,
        outcome.reason,
        outcome.error?.cause ?? null,
        outcome.error ? JSON.stringify(outcome.error) : null,
        outcome.dueAt,
        outcome.attempts,
        outcome.durationMs,
        outcome.reportId,
        outcome.thumbnail,
        outcome.warnings.length > 0 ? JSON.stringify(outcome.warnings) : null,
        outcome.state === 'waiting' ? null : now,
        found?.sha256 ?? null,
        found?.mime ?? null,
        found?.kind ?? null,
        jobId,
        lease,
      ).changes === 1
    );
  }

  /** A waiting or parked job whose file is gone. */
  ignore(writer: Writer, jobId: number, from: FileState, reason: string, now: number): boolean {
    return (
      writer.run(
        `UPDATE jobs SET state = 'ignored', marks = 'ddssss', reason = ?, cause = NULL, error = NULL, due_at = NULL, settled_at = ?
         WHERE id = ? AND state = ? AND is_current = 1`,
        reason,
        now,
        jobId,
        from,
      ).changes === 1
    );
  }

  /** Takes a job out of the accounting; it stays as history. */
  forget(writer: Writer, jobId: number): void {
    writer.run('UPDATE jobs SET is_current = 0 WHERE id = ?', jobId);
  }

  setWaitingReason(writer: Writer, jobId: number, reason: string, dueAt: number | null): void {
    writer.run(`UPDATE jobs SET reason = ?, due_at = ? WHERE id = ? AND state = 'waiting'`, reason, dueAt, jobId);
  }

  /** Parked jobs become waiting again, with all their attempts. */
  retry(writer: Writer, filter: { ids?: number[]; cause?: Cause }): JobFacts[] {
    const where = filter.ids
      ? `j.file_id IN (SELECT value FROM json_each(?)) AND j.state IN ('attention', 'waiting')`
      : `j.state = 'attention' AND j.cause = ?`;
    const value = filter.ids ? JSON.stringify(filter.ids) : (filter.cause ?? '');
    const jobs = this.database.all<JobFacts>(`${FACTS} WHERE j.is_current = 1 AND ${where}`, value);
    for (const job of jobs) {
      writer.run(
        `UPDATE jobs SET state = 'waiting', marks = 'rppppp', reason = 'Waiting to be read again', cause = NULL,
           error = NULL, attempts = 0, due_at = NULL, settled_at = NULL WHERE id = ?`,
        job.jobId,
      );
      job.attempts = 0;
    }
    return jobs;
  }

  /** Leases of an engine that is gone: its jobs wait again. */
  releaseLeases(writer: Writer, lease: string): number {
    return writer.run(
      `UPDATE jobs SET state = 'waiting', marks = 'rppppp', lease = NULL,
         reason = 'Filemill ended while it was being read; it is read again'
       WHERE state = 'inProgress' AND is_current = 1 AND lease IS NOT ?`,
      lease,
    ).changes;
  }

  /** Everything that waits, oldest first. */
  waiting(): (JobFacts & { dueAt: number | null })[] {
    return this.database.all(
      `${FACTS.replace('j.attempts,', 'j.attempts, j.due_at AS dueAt,')}
       WHERE j.is_current = 1 AND j.state = 'waiting' ORDER BY j.id`,
    );
  }

  appendTimeline(writer: Writer, jobId: number, entries: TimelineEntry[]): void {
    const lines = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
    writer.run(
      `INSERT INTO timelines VALUES (?, ?) ON CONFLICT DO UPDATE SET entries = entries || excluded.entries`,
      jobId,
      lines,
    );
  }
}
