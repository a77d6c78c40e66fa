import { basename } from 'node:path/posix';
import type { Cause } from '../../shared/errors/error-table';
import type { ErrorData } from '../../shared/errors/filemill-error';
import type { FileEvent, FileKind, FileState, TimelineEntry, Trigger } from '../../shared/model/file';
import { laneOfKind, laneOfName } from '../../processors/kit/lane';
import type { Sighting } from '../../shared/contract/watch-api';
import type { Database, Writer } from './database';
import { foldName } from './fold-name';

/** What the ledger last knew of a path, together with its current job. */
export interface KnownFile {
  fileId: number;
  jobId: number;
  folderId: number;
  path: string;
  present: boolean;
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

/** Marks of a job that a person has called off: it may be retried. */
export const CANCELLED_MARKS = 'dfssss';

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

export const ARRIVING: NewJob = { state: 'waiting', marks: 'rppppp', reason: 'Still arriving' };

const KNOWN = `
  SELECT f.id AS fileId, f.folder_id AS folderId, f.path, f.present, f.size, f.mtime_ms AS mtimeMs,
    f.ctime_ms AS ctimeMs, f.dev, f.ino, j.id AS jobId, j.state, j.event, j.attempts, j.arrived_at AS arrivedAt, j.marks = '${FILTERED_MARKS}' AS wasFiltered
  FROM files f JOIN jobs j ON j.id = f.job_id`;

const FACTS = `
  SELECT j.id AS jobId, j.file_id AS fileId, j.folder_id AS folderId, f.path, j.size, j.mtime_ms AS mtimeMs,
    f.ctime_ms AS ctimeMs, j.ino, j.attempts, j.arrived_at AS arrivedAt, j.event, j.is_first AS isFirst
  FROM jobs j JOIN files f ON f.id = j.file_id`;

type FactsRow = Omit<JobFacts, 'isFirst'> & { isFirst: number };
const toFacts = <R extends FactsRow>(row: R): Omit<R, 'isFirst'> & JobFacts => ({ ...row, isFirst: row.isFirst === 1 });

type KnownRow = Omit<KnownFile, 'present' | 'wasFiltered'> & { present: number; wasFiltered: number };

/** In place: asked for each file of a folder at a start. */
function toKnown(row: KnownRow | undefined): KnownFile | undefined {
  if (!row) return undefined;
  const known = row as unknown as KnownFile;
  known.present = row.present === 1;
  known.wasFiltered = row.wasFiltered === 1;
  return known;
}

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

  byId(fileId: number): KnownFile | undefined {
    return toKnown(this.database.get(`${KNOWN} WHERE f.id = ?`, fileId));
  }

  /** Files that a newcomer may have been before: the same file number, size and modification time. */
  findByNumber({ dev, ino, size, mtimeMs }: Sighting): KnownFile[] {
    const rows = this.database.all<KnownRow>(
      `${KNOWN} WHERE f.ino = ? AND f.dev = ? AND f.size = ? AND f.mtime_ms = ? AND j.is_current = 1 ORDER BY f.present, f.id DESC`,
      ino,
      dev,
      size,
      mtimeMs,
    );
    return rows.map((row) => toKnown(row) as KnownFile);
  }

  /** A path that was never seen: the file and its first job. */
  insertFile(writer: Writer, folderId: number, sighting: Sighting, job: NewJob, occasion: Omit<Occasion, 'event'>): JobFacts {
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
    return this.writeJob(writer, { jobId, fileId, folderId }, sighting, job, { ...occasion, event: 'created' });
  }

  /** A new version of a known file: the old job, finished or not, becomes history. */
  insertJob(writer: Writer, fileId: number, folderId: number, version: FileVersion, job: NewJob, occasion: Occasion): JobFacts {
    const jobId = this.nextJobId++;
    writer.run('UPDATE jobs SET is_current = 0, lease = NULL WHERE file_id = ? AND is_current = 1', fileId);
    writer.run('UPDATE files SET job_id = ? WHERE id = ?', jobId, fileId);
    return this.writeJob(writer, { jobId, fileId, folderId }, version, job, occasion);
  }

  private writeJob(
    writer: Writer,
    ids: { jobId: number; fileId: number; folderId: number },
    { path, size, mtimeMs, ctimeMs, ino }: FileVersion,
    job: NewJob,
    { event, trigger, now }: Occasion,
  ): JobFacts {
    writer.run(
      `INSERT INTO jobs (id, file_id, folder_id, event, trigger, lane, state, marks, reason, size, mtime_ms, ino,
         arrived_at, due_at, settled_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ids.jobId,
      ids.fileId,
      ids.folderId,
      event,
      trigger,
      laneOfName(basename(path)),
      job.state,
      job.marks,
      job.reason,
      size,
      mtimeMs,
      ino,
      now,
      job.dueAt ?? null,
      job.state === 'waiting' ? null : now,
    );
    return { ...ids, path, size, mtimeMs, ctimeMs, ino, attempts: 0, arrivedAt: now, event, isFirst: false };
  }

  /**
   * After a job has ended: when its file has moved on meanwhile, the job of the newer version.
   *
   * @returns the new job, or null when the one that ended is about what lies there
   */
  followUp(writer: Writer, fileId: number, trigger: Trigger, now: number): JobFacts | null {
    const file = this.database.get<FileVersion & { folderId: number; isStale: number; hasMoved: number }>(
      `SELECT f.folder_id AS folderId, f.path, f.size, f.mtime_ms AS mtimeMs, f.ctime_ms AS ctimeMs, f.ino,
         j.former_path IS NOT NULL AS hasMoved,
         f.present = 1 AND j.state <> 'waiting' AND
           (f.size <> j.size OR f.mtime_ms <> j.mtime_ms OR f.ino <> j.ino OR j.former_path IS NOT NULL) AS isStale
       FROM files f JOIN jobs j ON j.id = f.job_id WHERE f.id = ?`,
      fileId,
    );
    if (file?.isStale !== 1) return null;
    const event = file.hasMoved === 1 ? 'moved' : 'modified';
    return this.insertJob(writer, fileId, file.folderId, file, ARRIVING, { event, trigger, now });
  }

  /** What lies on the disk now, whatever the job is doing. */
  updateFile(writer: Writer, fileId: number, sighting: Sighting): void {
    writer.run(
      'UPDATE files SET present = 1, departed_at = NULL, size = ?, mtime_ms = ?, ctime_ms = ?, dev = ?, ino = ? WHERE id = ?',
      sighting.size,
      sighting.mtimeMs,
      sighting.ctimeMs,
      sighting.dev,
      sighting.ino,
      fileId,
    );
  }

  /** What was found at the path when the watcher had not told of it yet: so that its news is no second version. */
  updateFound(writer: Writer, { jobId, fileId, size, mtimeMs, ctimeMs, ino }: JobFacts): void {
    if (!this.updateWaiting(writer, jobId, { size, mtimeMs, ino })) return;
    writer.run('UPDATE files SET size = ?, mtime_ms = ?, ctime_ms = ?, ino = ? WHERE id = ?', size, mtimeMs, ctimeMs, ino, fileId);
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

  /** Nothing lies there any more; under which name it turns up again, or that it does not, is seen later. */
  markGone(writer: Writer, fileId: number, departedAt: number | null): void {
    writer.run('UPDATE files SET present = 0, departed_at = ? WHERE id = ?', departedAt, fileId);
  }

  /** It lies at its old path again, put back by us. */
  markBack(writer: Writer, fileId: number): void {
    writer.run('UPDATE files SET present = 1, departed_at = NULL WHERE id = ?', fileId);
  }

  /** Files that are gone and whose end has not been recorded yet. */
  departed(): number[] {
    return this.database.all<{ id: number }>('SELECT id FROM files WHERE departed_at IS NOT NULL').map(({ id }) => id);
  }

  /**
   * The file lies elsewhere now and keeps its history. Its former jobs keep the path at which they were done; a file
   * that is gone and lay at the new path before gives it up.
   */
  moveFile(writer: Writer, known: KnownFile, folderId: number, sighting: Sighting): void {
    const displaced = this.find(folderId, sighting.path);
    if (displaced && displaced.fileId !== known.fileId) {
      this.keepFormerPath(writer, displaced);
      // No path holds a NUL, so this one can't be taken by a file.
      writer.run('UPDATE files SET path = ? WHERE id = ?', `${sighting.path}\0${displaced.fileId}`, displaced.fileId);
    }
    this.keepFormerPath(writer, known);
    const name = basename(sighting.path);
    writer.run(
      'UPDATE files SET folder_id = ?, path = ?, name = ?, search_name = ? WHERE id = ?',
      folderId,
      sighting.path,
      name,
      foldName(name),
      known.fileId,
    );
    this.updateFile(writer, known.fileId, sighting);
  }

  private keepFormerPath(writer: Writer, { fileId, path }: KnownFile): void {
    writer.run('UPDATE jobs SET former_path = ? WHERE file_id = ? AND former_path IS NULL', path, fileId);
  }

  /** A waiting job goes with its file. */
  moveWaiting(writer: Writer, jobId: number, folderId: number, sighting: Sighting): JobFacts | null {
    const { changes } = writer.run(
      `UPDATE jobs SET folder_id = ?, former_path = NULL, lane = ?, size = ?, mtime_ms = ?, ino = ?
       WHERE id = ? AND state = 'waiting' AND is_current = 1`,
      folderId,
      laneOfName(basename(sighting.path)),
      sighting.size,
      sighting.mtimeMs,
      sighting.ino,
      jobId,
    );
    return changes === 1 ? (this.facts([jobId])[0] ?? null) : null;
  }

  /** A settled job stays as it is; only its file lies elsewhere. */
  moveSettled(writer: Writer, jobId: number, folderId: number): void {
    writer.run('UPDATE jobs SET folder_id = ?, former_path = NULL WHERE id = ?', folderId, jobId);
  }

  facts(jobIds: number[]): JobFacts[] {
    return this.database
      .all<FactsRow>(`${FACTS} WHERE j.id IN (SELECT value FROM json_each(?))`, JSON.stringify(jobIds))
      .map(toFacts);
  }

  /** The file was deleted: an event of its own, which keeps what was read. */
  recordDeleted(writer: Writer, known: KnownFile, occasion: Omit<Occasion, 'event'>): number {
    const facts = this.insertJob(
      writer,
      known.fileId,
      known.folderId,
      known,
      {
        state: known.state === 'done' ? 'done' : 'ignored',
        marks: 'ddssss',
        reason: 'It is no longer in the folder: deleted, or moved out of it.',
      },
      { ...occasion, event: 'deleted' },
    );
    writer.run(
      `UPDATE jobs SET (sha256, head_sha256, mime, kind, lane, report_id, thumbnail, warnings) =
         (SELECT sha256, head_sha256, mime, kind, lane, report_id, thumbnail, warnings FROM jobs WHERE id = ?) WHERE id = ?`,
      known.jobId,
      facts.jobId,
    );
    return facts.jobId;
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
      `UPDATE jobs SET sha256 = ?, head_sha256 = ?, mime = ?, kind = ?, lane = ?, marks = 'dddrpp' WHERE id = ?`,
      found.sha256,
      found.headSha256,
      found.mime,
      found.kind,
      laneOfKind(found.kind),
      jobId,
    );
  }

  /** Ends an attempt: settled for good, or back to waiting. Only the holder of the lease can. */
  conclude(writer: Writer, jobId: number, lease: string, found: Found | null, outcome: Outcome, now: number): boolean {
    return (
      writer.run(
        `UPDATE jobs SET state = ?, marks = ?, reason = ?, cause = ?, error = ?, due_at = ?, attempts = ?,
           duration_ms = ?, report_id = ?, thumbnail = ?, warnings = ?, settled_at = ?, lease = NULL,
           sha256 = ?, head_sha256 = ?, mime = ?, kind = ?, lane = coalesce(?, lane), event = ?, is_first = 0,
           cleared_cause = CASE WHEN ?1 = 'done' THEN coalesce(cause, cleared_cause) ELSE cleared_cause END, own_tries = CASE WHEN ?1 = 'done' THEN 0 ELSE own_tries END
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
        found?.headSha256 ?? null,
        found?.mime ?? null,
        found?.kind ?? null,
        found ? laneOfKind(found.kind) : null,
        outcome.event,
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

  /** A name that was never taken and is no more, a temporary one mostly: nothing is left to account for. */
  forget(writer: Writer, fileId: number): void {
    writer.run('DELETE FROM timelines WHERE job_id IN (SELECT id FROM jobs WHERE file_id = ?)', fileId);
    writer.run('DELETE FROM jobs WHERE file_id = ?', fileId);
    writer.run('DELETE FROM files WHERE id = ?', fileId);
  }

  /** Only a file's times had moved, and nobody wants to hear of that: the job before counts again. */
  revert(writer: Writer, jobId: number, fileId: number): boolean {
    const before = this.database.get<{ id: number }>(
      'SELECT id FROM jobs WHERE file_id = ? AND id < ? ORDER BY id DESC LIMIT 1',
      fileId,
      jobId,
    );
    if (!before) return false;
    writer.run('DELETE FROM timelines WHERE job_id = ?', jobId);
    writer.run('DELETE FROM jobs WHERE id = ?', jobId);
    writer.run(
      `UPDATE jobs SET is_current = 1, (mtime_ms, ino) = (SELECT mtime_ms, ino FROM files WHERE id = ?) WHERE id = ?`,
      fileId,
      before.id,
    );
    writer.run('UPDATE files SET job_id = ? WHERE id = ?', before.id, fileId);
    return true;
  }

  /** What the version before was: for telling a changed file from a touched one. */
  versionBefore(fileId: number, jobId: number): VersionBefore | undefined {
    return this.database.get(
      `SELECT j.state, j.sha256, j.head_sha256 AS headSha256, j.mtime_ms AS mtimeMs, coalesce(j.former_path, f.path) AS path
       FROM jobs j JOIN files f ON f.id = j.file_id
       WHERE j.file_id = ? AND j.id < ? AND j.event <> 'deleted' AND j.sha256 IS NOT NULL ORDER BY j.id DESC LIMIT 1`,
      fileId,
      jobId,
    );
  }

  setWaitingReason(writer: Writer, jobId: number, reason: string, dueAt: number | null): void {
    writer.run(`UPDATE jobs SET reason = ?, due_at = ? WHERE id = ? AND state = 'waiting'`, reason, dueAt, jobId);
  }

  idsByCause(cause: Cause): number[] {
    return this.database
      .all<{ id: number }>(`SELECT file_id AS id FROM jobs WHERE is_current = 1 AND state = 'attention' AND cause = ?`, cause)
      .map(({ id }) => id);
  }

  /** Parked, waiting and cancelled jobs become waiting, with all their attempts. */
  retry(writer: Writer, fileIds: number[], trigger: Trigger): JobFacts[] {
    const jobs = this.database
      .all<FactsRow>(
        `${FACTS} WHERE j.is_current = 1 AND j.file_id IN (SELECT value FROM json_each(?))
           AND (j.state IN ('attention', 'waiting') OR j.marks = '${CANCELLED_MARKS}')`,
        JSON.stringify(fileIds),
      )
      .map(toFacts);
    for (const job of jobs) {
      this.wakeUp(writer, job.jobId, 'Waiting to be read again');
      writer.run(
        'UPDATE jobs SET attempts = 0, own_tries = 0, held = 0, cleared_cause = NULL, trigger = ? WHERE id = ?',
        trigger,
        job.jobId,
      );
      job.attempts = 0;
    }
    return jobs;
  }

  private wakeUp(writer: Writer, jobId: number, reason: string): void {
    writer.run(
      `UPDATE jobs SET state = 'waiting', marks = 'rppppp', reason = ?, cause = NULL, error = NULL, due_at = NULL,
         settled_at = NULL WHERE id = ?`,
      reason,
      jobId,
    );
  }

  /** Parked files whose trouble lay around them, and which may be tried again without anybody asking. */
  parkedByEnvironment(causes: readonly Cause[], limit: number): (JobFacts & { ownTries: number; settledAt: number })[] {
    return this.database
      .all<FactsRow & { ownTries: number; settledAt: number }>(
        `${FACTS.replace('j.attempts,', 'j.attempts, j.own_tries AS ownTries, j.settled_at AS settledAt,')}
         WHERE j.is_current = 1 AND j.state = 'attention' AND f.present = 1
           AND j.cause IN (SELECT value FROM json_each(?)) ORDER BY j.settled_at LIMIT ?`,
        JSON.stringify(causes),
        limit,
      )
      .map(toFacts);
  }

  /** Another try that nobody asked for; remembers what it hopes to have cleared. */
  retryByItself(writer: Writer, jobId: number): void {
    writer.run('UPDATE jobs SET own_tries = own_tries + 1, cleared_cause = cause WHERE id = ?', jobId);
    this.wakeUp(writer, jobId, 'What stood in its way seems to be gone; it is tried again');
  }

  /** Files that wait, by file. */
  waitingOf(fileIds: number[]): JobFacts[] {
    return this.database
      .all<FactsRow>(
        `${FACTS} WHERE j.is_current = 1 AND j.state = 'waiting' AND j.file_id IN (SELECT value FROM json_each(?))`,
        JSON.stringify(fileIds),
      )
      .map(toFacts);
  }

  /** A person sets waiting files aside, or takes them up again. */
  hold(writer: Writer, jobIds: number[], held: boolean): number {
    return writer.run(
      `UPDATE jobs SET held = ?, reason = CASE WHEN ? THEN 'Set aside by you' ELSE 'Waiting' END
       WHERE id IN (SELECT value FROM json_each(?)) AND state = 'waiting' AND is_current = 1 AND held <> ?`,
      held ? 1 : 0,
      held ? 1 : 0,
      JSON.stringify(jobIds),
      held ? 1 : 0,
    ).changes;
  }

  putFirst(writer: Writer, jobIds: number[]): number {
    return writer.run(
      `UPDATE jobs SET is_first = 1, due_at = NULL
       WHERE id IN (SELECT value FROM json_each(?)) AND state = 'waiting' AND is_current = 1`,
      JSON.stringify(jobIds),
    ).changes;
  }

  /** A waiting job that a person has called off. */
  cancel(writer: Writer, jobId: number, now: number): boolean {
    return (
      writer.run(
        `UPDATE jobs SET state = 'ignored', marks = '${CANCELLED_MARKS}', reason = 'Cancelled by you.', cause = NULL, error = NULL,
           due_at = NULL, held = 0, settled_at = ? WHERE id = ? AND state = 'waiting' AND is_current = 1`,
        now,
        jobId,
      ).changes === 1
    );
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

  /** What waits and is not set aside, oldest first. */
  waiting(limit: number): WaitingJob[] {
    return this.database
      .all<FactsRow & { dueAt: number | null }>(
        `${FACTS.replace('j.attempts,', 'j.attempts, j.due_at AS dueAt,')}
         WHERE j.is_current = 1 AND j.state = 'waiting' AND j.held = 0 ORDER BY j.is_first DESC, j.id LIMIT ?`,
        limit,
      )
      .map(toFacts);
  }

  waitingIn(folderId: number): number[] {
    return this.database
      .all<{ id: number }>(`SELECT id FROM jobs WHERE is_current = 1 AND folder_id = ? AND state = 'waiting'`, folderId)
      .map(({ id }) => id);
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
