import { join } from 'node:path';
import { basename } from 'node:path/posix';
import type { ErrorData } from '../../shared/errors/filemill-error';
import type { FileState, Lane, TimelineEntry } from '../../shared/model/file';
import { laneOfKind, laneOfName } from '../../processors/kit/lane';
import type { Sighting } from '../../shared/contract/watch-api';
import type { Database, Writer } from './database';
import { foldFolder, foldName } from './fold-name';
import {
  FACTS,
  FAILED_RULES_MARKS,
  KNOWN,
  toFacts,
  toKnown,
  type FactsRow,
  type FileVersion,
  type Found,
  type JobFacts,
  type KnownFile,
  type NewJob,
  type Occasion,
  type Outcome,
  type VersionBefore,
  type WaitingJob,
} from './job-facts';
import { t } from '../../shared/words/words';

/** Instants of the wall clock, both included. */
export interface Span {
  from: number;
  to: number;
}

/** Folders and lanes that rest. */
export interface Pauses {
  folderIds: number[];
  lanes: Lane[];
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

  /** A path that was never seen: the file and its first job. */
  insertFile(writer: Writer, folderId: number, sighting: Sighting, job: NewJob, occasion: Omit<Occasion, 'event'>): JobFacts {
    const fileId = this.nextFileId++;
    const jobId = this.nextJobId++;
    const name = basename(sighting.path);
    writer.run(
      `INSERT INTO files (id, folder_id, path, name, search_name, search_folder, size, mtime_ms, ctime_ms, dev, ino, job_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      fileId,
      folderId,
      sighting.path,
      name,
      foldName(name),
      foldFolder(sighting.path),
      sighting.size,
      sighting.mtimeMs,
      sighting.ctimeMs,
      sighting.dev,
      sighting.ino,
      jobId,
    );
    return this.writeJob(writer, { jobId, fileId, folderId }, sighting, job, { ...occasion, event: 'created' });
  }

  /** A new version of a known file: the old job, finished or not, becomes history. One that waited is over: nobody takes it up again. */
  insertJob(writer: Writer, fileId: number, folderId: number, version: FileVersion, job: NewJob, occasion: Occasion): JobFacts {
    const jobId = this.nextJobId++;
    writer.run(
      `UPDATE jobs SET state = 'ignored', marks = 'ddssss', reason = 'A newer version came before it was read.', cause = NULL, error = NULL, due_at = NULL, settled_at = ?
       WHERE file_id = ? AND is_current = 1 AND state = 'waiting'`,
      occasion.now,
      fileId,
    );
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
  followUp(
    writer: Writer,
    fileId: number,
    judge: (folderId: number, file: { path: string; size: number }) => NewJob,
    now: number,
  ): { facts: JobFacts; job: NewJob } | null {
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
    const job = judge(file.folderId, file);
    return { job, facts: this.insertJob(writer, fileId, file.folderId, file, job, { event, trigger: 'live', now }) };
  }

  /**
   * A waiting job whose file was not where it was looked for, because it has moved meanwhile: it goes with it.
   *
   * @returns null when the ledger knows of no other place
   */
  rejoin(writer: Writer, jobId: number): JobFacts | null {
    const { changes } = writer.run(
      `UPDATE jobs SET former_path = NULL,
         (folder_id, size, mtime_ms, ino) = (SELECT folder_id, size, mtime_ms, ino FROM files WHERE job_id = jobs.id)
       WHERE id = ? AND state = 'waiting' AND is_current = 1 AND EXISTS (SELECT 1 FROM files WHERE job_id = jobs.id AND present = 1)`,
      jobId,
    );
    return changes === 1 ? (this.facts([jobId])[0] ?? null) : null;
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

  /** Of those that nobody has set aside. */
  facts(jobIds: number[]): JobFacts[] {
    return this.database
      .all<FactsRow>(`${FACTS} WHERE j.id IN (SELECT value FROM json_each(?)) AND j.held = 0`, JSON.stringify(jobIds))
      .map(toFacts);
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
       WHERE id IN (SELECT value FROM json_each(?2)) AND is_current = 1 AND held = 0 AND (state = 'waiting' OR lease = ?1)`,
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

  /** What a picture looks like, while it waits for more to be read of it. */
  showThumbnail(writer: Writer, jobId: number, thumbnail: string): void {
    writer.run('UPDATE jobs SET thumbnail = ? WHERE id = ?', thumbnail, jobId);
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

  /** All that its end will say, while it goes on. */
  prepareEnd(writer: Writer, jobId: number, found: Found | null, { reportId, thumbnail, warnings, error }: Outcome): void {
    if (found) this.recognise(writer, jobId, found);
    writer.run(
      'UPDATE jobs SET report_id = ?, thumbnail = ?, warnings = ?, cause = ?, error = ? WHERE id = ?',
      reportId,
      thumbnail,
      warnings.length > 0 ? JSON.stringify(warnings) : null,
      error?.cause ?? null,
      error ? JSON.stringify(error) : null,
      jobId,
    );
  }

  /**
   * A job whose end was prepared, and whose file has been moved away before Filemill ended.
   *
   * @returns false when it is not the file's current one any more
   */
  endPrepared(writer: Writer, jobId: number, reason: string, now: number): boolean {
    return (
      writer.run(
        `UPDATE jobs SET state = CASE WHEN error IS NULL THEN 'done' ELSE 'attention' END, marks = CASE WHEN error IS NULL THEN 'dddddd' ELSE 'dddfpp' END,
           reason = CASE WHEN error IS NULL THEN ? ELSE error ->> 'message' END, due_at = NULL, lease = NULL, is_first = 0, settled_at = ?
         WHERE id = ? AND is_current = 1 AND state IN ('waiting', 'inProgress')`,
        reason,
        now,
        jobId,
      ).changes === 1
    );
  }

  /** A further sentence on what became of a job that is settled. */
  addReason(writer: Writer, jobId: number, sentence: string): void {
    writer.run(`UPDATE jobs SET reason = trim(coalesce(reason, '') || ' ' || ?) WHERE id = ?`, sentence, jobId);
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

  /**
   * What was left alone as it was none for Filemill waits again.
   *
   * @returns null when it was not, or is not there
   */
  reconsider(writer: Writer, fileId: number): JobFacts | null {
    const row = this.database.get<{ jobId: number }>(
      `SELECT j.id AS jobId FROM files f JOIN jobs j ON j.id = f.job_id
       WHERE f.id = ? AND f.present = 1 AND j.state = 'ignored' AND j.marks = 'ddssss' AND j.folder_id = f.folder_id`,
      fileId,
    );
    if (!row) return null;
    writer.run(`UPDATE jobs SET state = 'waiting', marks = 'rppppp', reason = ?, settled_at = NULL WHERE id = ?`, t('Still arriving'), row.jobId);
    return this.facts([row.jobId])[0] ?? null;
  }

  hasHistory(fileId: number): boolean {
    return this.database.get('SELECT 1 FROM jobs WHERE file_id = ? LIMIT 1 OFFSET 1', fileId) !== undefined;
  }

  /** A name that was never taken and is no more, a temporary one mostly: nothing is left to account for. */
  forget(writer: Writer, fileId: number): void {
    writer.run('DELETE FROM timelines WHERE job_id IN (SELECT id FROM jobs WHERE file_id = ?)', fileId);
    writer.run('DELETE FROM jobs WHERE file_id = ?', fileId);
    writer.run('DELETE FROM files WHERE id = ?', fileId);
  }

  /**
   * Only a file's times had moved, and nobody wants to hear of that: the job of the version before counts again.
   *
   * @returns false when the job is no longer this run's to end
   */
  revert(writer: Writer, job: { jobId: number; fileId: number; mtimeMs: number; ino: string }, lease: string, beforeId: number): boolean {
    const { jobId, fileId, mtimeMs, ino } = job;
    const { changes } = writer.run('DELETE FROM jobs WHERE id = ? AND lease = ? AND is_current = 1', jobId, lease);
    if (changes === 0) return false;
    writer.run('DELETE FROM timelines WHERE job_id = ?', jobId);
    writer.run('UPDATE jobs SET is_current = 1, mtime_ms = ?, ino = ? WHERE id = ?', mtimeMs, ino, beforeId);
    writer.run('UPDATE files SET job_id = ? WHERE id = ?', beforeId, fileId);
    return true;
  }

  /** What the version before was: for telling a changed file from a touched one. */
  versionBefore(fileId: number, jobId: number): VersionBefore | undefined {
    return this.database.get(
      `SELECT j.id AS jobId, j.state, j.sha256, j.head_sha256 AS headSha256, j.mtime_ms AS mtimeMs, coalesce(j.former_path, f.path) AS path
       FROM jobs j JOIN files f ON f.id = j.file_id
       WHERE j.file_id = ? AND j.id < ? AND j.event <> 'deleted' AND j.sha256 IS NOT NULL ORDER BY j.id DESC LIMIT 1`,
      fileId,
      jobId,
    );
  }

  setWaitingReason(writer: Writer, jobId: number, reason: string, dueAt: number | null): void {
    writer.run(`UPDATE jobs SET reason = ?, due_at = ? WHERE id = ? AND state = 'waiting'`, reason, dueAt, jobId);
  }

  /** Leases of an engine that is gone: its jobs wait again. @returns where their files lay, absolute */
  releaseLeases(writer: Writer, lease: string): string[] {
    const left = this.database.all<{ root: string; path: string }>(
      `SELECT d.path AS root, f.path FROM jobs j JOIN files f ON f.id = j.file_id JOIN folders d ON d.id = j.folder_id
       WHERE j.state = 'inProgress' AND j.is_current = 1 AND j.lease IS NOT ?`,
      lease,
    );
    writer.run(
      `UPDATE jobs SET state = 'waiting', marks = 'rppppp', lease = NULL,
         reason = ?
       WHERE state = 'inProgress' AND is_current = 1 AND lease IS NOT ?`,
      t('Filemill ended while it was being read; it is read again'),
      lease,
    );
    return left.map(({ root, path }) => join(root, path));
  }

  /**
   * What waits, is not set aside and is held up by no pause, oldest first; but for what is due within the time that
   * `later` names.
   */
  waiting(limit: number, later: Span, { folderIds, lanes }: Pauses): WaitingJob[] {
    return this.database
      .all<FactsRow & { dueAt: number | null }>(
        `${FACTS.replace('j.attempts,', 'j.attempts, j.due_at AS dueAt,')}
         WHERE j.is_current = 1 AND j.state = 'waiting' AND j.held = 0 AND coalesce(j.due_at, 0) NOT BETWEEN ? AND ?
           AND j.folder_id NOT IN (SELECT value FROM json_each(?)) AND j.lane NOT IN (SELECT value FROM json_each(?))
         ORDER BY j.is_first DESC, j.id LIMIT ?`,
        later.from,
        later.to,
        JSON.stringify(folderIds),
        JSON.stringify(lanes),
        limit,
      )
      .map(toFacts);
  }

  /** Whether a file waits for a time in there. */
  hasWaitingIn({ from, to }: Span): boolean {
    const row = this.database.get(
      `SELECT 1 FROM jobs WHERE is_current = 1 AND state = 'waiting' AND held = 0 AND due_at BETWEEN ? AND ? LIMIT 1`,
      from,
      to,
    );
    return row !== undefined;
  }

  /** A waiting job that is not worth a place in memory before then. */
  postpone(writer: Writer, jobId: number, dueAt: number): void {
    writer.run(`UPDATE jobs SET due_at = ? WHERE id = ? AND state = 'waiting'`, dueAt, jobId);
  }

  /** Files that lie in the folder and need attention, but for those that were read and with which a rule failed. */
  failedIn(folderId: number): (JobFacts & { error: ErrorData })[] {
    return this.database
      .all<FactsRow & { error: string }>(
        `${FACTS.replace('j.attempts,', 'j.attempts, j.error,')}
         WHERE j.is_current = 1 AND j.state = 'attention' AND j.folder_id = ? AND f.present = 1 AND j.error IS NOT NULL AND j.marks <> '${FAILED_RULES_MARKS}'`,
        folderId,
      )
      .map((row) => ({ ...toFacts(row), error: JSON.parse(row.error) as ErrorData }));
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
