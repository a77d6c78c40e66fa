import type { FileEvent, FileKind, FileState } from '../../shared/model/file';
import type { Report } from '../../shared/model/report';
import type { Database } from './database';
import { readBulk } from './report-bulk';

/** What rules are asked about: one version of a file, without what was read of it. */
export interface JudgedRow {
  fileId: number;
  jobId: number;
  folderId: number;
  /** Where it lay at the time of the job. */
  path: string;
  isPresent: number;
  size: number;
  mtimeMs: number;
  ino: string;
  arrivedAt: number;
  event: FileEvent;
  state: FileState;
  marks: string;
  kind: FileKind | null;
  mime: string | null;
  sha256: string | null;
  reportId: number | null;
  /** JSON of a list, and of an error. */
  warnings: string | null;
  error: string | null;
}

const ROW = `f.id AS fileId, j.id AS jobId, j.folder_id AS folderId, coalesce(j.former_path, f.path) AS path, f.present AS isPresent,
  j.size, j.mtime_ms AS mtimeMs, j.ino, j.arrived_at AS arrivedAt, j.event, j.state, j.marks, j.kind, j.mime, j.sha256, j.report_id AS reportId,
  j.warnings, j.error`;

/** The current version of a file. */
export function judgedFile(database: Database, fileId: number): JudgedRow | undefined {
  return database.get(`SELECT ${ROW} FROM files f JOIN jobs j ON j.id = f.job_id WHERE f.id = ?`, fileId);
}

/** Files that lie in these watched folders, in the order of their ids, the first after `fileId`. */
export function presentFilesAfter(database: Database, folderIds: readonly number[], fileId: number, limit: number): JudgedRow[] {
  // Where a rule has put a file outside of its folder, the job still belongs to that.
  return database.all(
    `SELECT ${ROW} FROM files f NOT INDEXED JOIN jobs j ON j.id = f.job_id
     WHERE f.id > ?1 AND f.present = 1 AND f.folder_id IN (SELECT value FROM json_each(?2)) AND j.folder_id = f.folder_id ORDER BY f.id LIMIT ?3`,
    fileId,
    JSON.stringify(folderIds),
    limit,
  );
}

/** Versions that were read to their end, former ones included, newest first, those before `jobId`. */
export function settledJobsBefore(database: Database, jobId: number, limit: number): JudgedRow[] {
  return database.all(
    `SELECT ${ROW} FROM jobs j JOIN files f ON f.id = j.file_id
     WHERE j.id < ? AND j.settled_at IS NOT NULL AND j.state IN ('done', 'attention') ORDER BY j.id DESC LIMIT ?`,
    jobId,
    limit,
  );
}

/** What was read, without its long parts; in the shape in which it was written. */
export interface JudgedReport {
  processor: string;
  options: string;
  tableCount: number;
  data: Report;
}

export function judgedReport(database: Database, reportId: number): JudgedReport | undefined {
  const row = database.get<Omit<JudgedReport, 'data'> & { data: string }>(
    'SELECT processor, options, table_count AS tableCount, data FROM reports WHERE id = ?',
    reportId,
  );
  return row && { ...row, data: JSON.parse(row.data) as Report };
}

/** Paths in an archive. */
export function entriesOf(database: Database, reportId: number): string[] {
  const row = database.get<{ bulk: Uint8Array | null }>('SELECT bulk FROM reports WHERE id = ?', reportId);
  return readBulk(row?.bulk ?? null).entries.map(({ path }) => path);
}

/** The beginning of what was read. */
export function beginningOfText(database: Database, reportId: number, limit: number): string {
  return database.get<{ text: string }>('SELECT substr(body, 1, ?) AS text FROM texts WHERE report_id = ?', limit, reportId)?.text ?? '';
}

export function wasLookedInside(database: Database, archiveSha256: string): boolean {
  return database.get('SELECT 1 FROM looked_inside WHERE archive_sha256 = ? AND depth > 0', archiveSha256) !== undefined;
}

const MOST_LEVELS = 10;
const MOST_MEMBERS = 100_000;

/** Texts of what lies in an archive and in archives in it, divided by form feeds; of all together at most so many characters. */
export function textsInside(database: Database, archiveSha256: string, limit: number): string {
  const reports = database.all<{ id: number }>(
    `WITH RECURSIVE inside (sha256, level) AS (
       SELECT ?, 1
       UNION SELECT m.sha256, i.level + 1 FROM inside i JOIN members m ON m.archive_sha256 = i.sha256
       WHERE m.kind = 'archive' AND m.sha256 IS NOT NULL AND i.level < ${MOST_LEVELS}
     )
     SELECT DISTINCT m.report_id AS id FROM inside i JOIN members m ON m.archive_sha256 = i.sha256
     WHERE m.report_id IS NOT NULL ORDER BY m.id LIMIT ${MOST_MEMBERS}`,
    archiveSha256,
  );
  const texts: string[] = [];
  let left = limit;
  for (const { id } of reports) {
    const text = left > 0 ? beginningOfText(database, id, left) : '';
    if (text === '') continue;
    texts.push(text);
    left -= text.length;
  }
  return texts.join('\f');
}

/** Other files that are there, were read to their end and have these bytes. Two names of one file on the disk are one. */
export const countCopies = (database: Database, sha256: string, fileId: number): number => count(database, COPIES, sha256, fileId);

/**
 * As {@link countCopies}, but those alone that have been known for longer than the file: of several, one has none.
 *
 * @param orderId whose files are being gone through: those of it that had never been read came after all others
 */
export const countCopiesBefore = (database: Database, sha256: string, fileId: number, orderId: number | null): number =>
  orderId === null ? count(database, COPIES_BEFORE, sha256, fileId) : count(database, `${COPIES_BEFORE} ${NOT_NEW_TO_ORDER}`, sha256, fileId, orderId);

/** As {@link countCopies}, but those alone that had come to their end before an instant. */
export const countCopiesEndedBefore = (database: Database, sha256: string, fileId: number, instant: number): number => count(database, `${COPIES} AND j.settled_at < ?3`, sha256, fileId, instant);

const COPIES = `SELECT count(*) AS n FROM jobs j INDEXED BY jobs_by_content JOIN files f ON f.id = j.file_id JOIN files own ON own.id = ?2
  WHERE j.sha256 = ?1 AND j.sha256 IS NOT NULL AND j.is_current = 1 AND j.settled_at IS NOT NULL AND f.present = 1 AND f.id <> ?2
    AND NOT (f.ino = own.ino AND f.dev = own.dev AND f.ino <> '0')`;
const COPIES_BEFORE = `${COPIES} AND f.id < ?2`;
const NOT_NEW_TO_ORDER = 'AND NOT EXISTS (SELECT 1 FROM ordered o WHERE o.job_id = j.id AND o.order_id = ?3 AND o.sha256 IS NULL)';

const count = (database: Database, sql: string, ...values: (string | number)[]): number => database.get<{ n: number }>(sql, ...values)?.n ?? 0;
