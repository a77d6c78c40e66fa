import type { Database, Writer } from '../store/database';
import { Members } from '../store/members';
import { RecognisedPages } from '../store/recognised-pages';
import { Reports } from '../store/reports';

const DAY_MS = 86_400_000;
/** Looked at in one transaction: a few milliseconds. */
const JOBS_PER_TURN = 500;
const REPORTS_PER_TURN = 1_000;

export interface HistoryLimits {
  days: number;
  /** Of the store's file, without the pages it keeps for reuse. */
  bytes: number;
}

/** How far a pass through the history has come. */
interface Pass {
  settledAt: number;
  jobId: number;
  /** What was found in archives that have gone with their jobs is looked for when the jobs are through … */
  areJobsThrough: boolean;
  /** … and then reports left over by the jobs of this pass, and by anything else. */
  reportId: number | null;
  unused: number[];
}

const passes = new WeakMap<Database, Pass>();

interface Candidate {
  jobId: number;
  settledAt: number;
  fileId: number;
  reportId: number | null;
  part: 'version' | 'file' | null;
}

/**
 * Forgets former versions of files, and files that are gone, once they have been settled for `days`; the oldest sooner
 * while the store is larger than `bytes`. What lies in a watched folder, needs attention or was put aside is never
 * forgotten. One call is one small transaction.
 *
 * @returns whether more is left to look at: call again
 */
export function pruneHistory(database: Database, { days, bytes }: HistoryLimits, now: number): boolean {
  const before = usedBytes(database) > bytes ? now : now - days * DAY_MS;
  const pass = passes.get(database) ?? { settledAt: -Infinity, jobId: 0, areJobsThrough: false, reportId: null, unused: [] };
  passes.set(database, pass);
  const reports = new Reports(database);
  const isThrough = database.transaction((writer) => {
    if (pass.areJobsThrough && pass.reportId === null) {
      if (!new Members(database).removeUnused(writer)) pass.reportId = 0;
      return false;
    }
    if (pass.unused.length > 0) {
      pass.unused.splice(0, reports.removeUnused(writer, pass.unused));
      return false;
    }
    return pass.reportId !== null ? pruneReports(database, writer, reports, pass, before) : pruneJobs(database, writer, pass, before);
  });
  if (isThrough) passes.delete(database);
  return !isThrough;
}

function pruneJobs(database: Database, writer: Writer, pass: Pass, before: number): false {
  // A former version stays as long as its successor may still be compared with it. A file that was put aside is away
  // from its place but not gone: it can be put back.
  const found = database.all<Candidate>(
    `SELECT j.id AS jobId, j.settled_at AS settledAt, j.file_id AS fileId, j.report_id AS reportId,
       CASE
         WHEN f.job_id = j.id AND (j.is_current = 1 AND j.state = 'attention'
           OR EXISTS (SELECT 1 FROM effects WHERE job_id = j.id AND state = 'done')) THEN NULL
         WHEN f.job_id = j.id AND (d.removed_at IS NOT NULL OR (f.present = 0 AND f.departed_at IS NULL)) THEN 'file'
         WHEN j.is_current = 0 AND f.job_id <> j.id AND latest.settled_at IS NOT NULL THEN 'version'
       END AS part
     FROM jobs j INDEXED BY jobs_by_settled JOIN files f ON f.id = j.file_id JOIN folders d ON d.id = f.folder_id
       LEFT JOIN jobs latest ON latest.id = f.job_id
     WHERE j.settled_at < ? AND (j.settled_at, j.id) > (?, ?) ORDER BY j.settled_at, j.id LIMIT ${JOBS_PER_TURN}`,
    before,
    pass.settledAt,
    pass.jobId,
  );
  for (const { part, jobId, fileId, reportId } of found) {
    if (part === 'version') {
      removeJobs(writer, [jobId]);
      if (reportId !== null) pass.unused.push(reportId);
    } else if (part === 'file') pass.unused.push(...removeFile(database, writer, fileId));
  }
  const last = found.at(-1);
  if (last) Object.assign(pass, { settledAt: last.settledAt, jobId: last.jobId });
  if (found.length < JOBS_PER_TURN) pass.areJobsThrough = true;
  return false;
}

/** @returns the reports that its jobs referred to */
function removeFile(database: Database, writer: Writer, fileId: number): number[] {
  const jobs = database.all<{ id: number; reportId: number | null }>(
    'SELECT id, report_id AS reportId FROM jobs WHERE file_id = ?',
    fileId,
  );
  removeJobs(writer, jobs.map(({ id }) => id));
  writer.run('DELETE FROM files WHERE id = ?', fileId);
  return jobs.flatMap(({ reportId }) => (reportId === null ? [] : [reportId]));
}

function removeJobs(writer: Writer, jobIds: number[]): void {
  const ids = JSON.stringify(jobIds);
  writer.run('DELETE FROM timelines WHERE job_id IN (SELECT value FROM json_each(?))', ids);
  writer.run(`DELETE FROM effects WHERE job_id IN (SELECT value FROM json_each(?)) AND state <> 'intended'`, ids);
  writer.run('DELETE FROM ordered WHERE job_id IN (SELECT value FROM json_each(?))', ids);
  writer.run('DELETE FROM jobs WHERE id IN (SELECT value FROM json_each(?))', ids);
}

/** @returns whether the last report has been looked at */
function pruneReports(database: Database, writer: Writer, reports: Reports, pass: Pass, before: number): boolean {
  const found = database.all<{ id: number; isUnused: number }>(
    `SELECT r.id, r.created_at < ? AND NOT EXISTS (SELECT 1 FROM jobs WHERE report_id = r.id)
       AND NOT EXISTS (SELECT 1 FROM members WHERE report_id = r.id) AS isUnused
     FROM reports r WHERE r.id > ? ORDER BY r.id LIMIT ${REPORTS_PER_TURN}`,
    before,
    pass.reportId,
  );
  const unused = found.filter(({ isUnused }) => isUnused === 1).map(({ id }) => id);
  pass.unused = unused.slice(reports.removeUnused(writer, unused));
  pass.reportId = found.at(-1)?.id ?? pass.reportId;
  const isThrough = found.length < REPORTS_PER_TURN && pass.unused.length === 0;
  if (isThrough) {
    new RecognisedPages(database).removeUnused(writer);
    writer.run('DELETE FROM rule_orders WHERE at < ? AND is_looking = 0 AND id NOT IN (SELECT order_id FROM ordered)', before);
  }
  return isThrough;
}

function usedBytes(database: Database): number {
  const number = (name: string): number =>
    Object.values(database.pragma<Record<string, number>>(`PRAGMA ${name}`)[0] ?? {})[0] ?? 0;
  return (number('page_count') - number('freelist_count')) * number('page_size');
}
