import type { Cause } from '../../shared/errors/error-table';
import type { ErrorData } from '../../shared/errors/filemill-error';
import type { FileFilter } from '../../shared/contract/engine-api';
import type { FileEvent, FileKind, FileRow, FileState, Lane, StepMark, Trigger } from '../../shared/model/file';
import { accounting } from './accounting';
import { stateLabel } from './state-label';
import type { Database } from './database';
import { searchFiles, snippetOf, type Hit } from './search';

interface RawRow {
  id: number;
  folderId: number;
  path: string;
  name: string;
  state: FileState;
  event: FileEvent;
  trigger: Trigger;
  lane: Lane;
  present: number;
  held: number;
  kind: FileKind | null;
  mime: string | null;
  size: number;
  marks: string;
  attempts: number;
  arrivedAt: number;
  settledAt: number | null;
  durationMs: number | null;
  dueAt: number | null;
  reason: string | null;
  error: string | null;
  thumbnail: string | null;
}

const COLUMNS = `
  f.id, j.folder_id AS folderId, coalesce(j.former_path, f.path) AS path, f.name, j.state, j.event, j.trigger, j.lane,
  f.present, j.held, j.kind, j.mime, j.size, j.marks, j.attempts,
  j.arrived_at AS arrivedAt, j.settled_at AS settledAt, j.duration_ms AS durationMs, j.due_at AS dueAt, j.reason,
  j.error, j.thumbnail`;

const MARKS: Record<string, StepMark> = { p: 'pending', r: 'running', d: 'done', f: 'failed', s: 'skipped' };

function toRow(raw: RawRow, snippet: string | null): FileRow {
  const { marks, error, present, held, ...rest } = raw;
  const parsed = error === null ? null : (JSON.parse(error) as ErrorData);
  return {
    ...rest,
    error: parsed,
    isPresent: present === 1,
    isHeld: held === 1,
    steps: [...marks].map((mark) => MARKS[mark] ?? 'pending'),
    stateLabel: stateLabel({ ...raw, error: parsed, isHeld: held === 1 }),
    snippet,
  };
}

export type FileSort = 'newest' | 'oldest' | 'name' | 'size' | 'relevance';

const ORDER: Record<FileSort, string> = {
  newest: 'j.id DESC',
  oldest: 'j.id',
  name: 'f.name, f.id',
  size: 'j.size DESC, j.id',
  relevance: 'j.id DESC',
};

/** One page of a list, and how long the whole list is. */
export function pageOfFiles(
  database: Database,
  filter: FileFilter,
  sort: FileSort,
  offset: number,
  limit: number,
): { total: number; rows: FileRow[] } {
  if (filter.query?.trim()) return pageOfHits(database, filter, sort, offset, limit);
  const { where, values } = toWhere(filter);
  const rows = database.all<RawRow>(
    `SELECT ${COLUMNS} FROM jobs j JOIN files f ON f.id = j.file_id WHERE ${where} ORDER BY ${ORDER[sort]} LIMIT ? OFFSET ?`,
    ...values,
    limit,
    offset,
  );
  return { total: countFiles(database, filter), rows: rows.map((row) => toRow(row, null)) };
}

export function fileRow(database: Database, fileId: number): FileRow | undefined {
  const row = database.get<RawRow>(
    `SELECT ${COLUMNS} FROM files f JOIN jobs j ON j.id = f.job_id WHERE f.id = ?`,
    fileId,
  );
  return row && toRow(row, null);
}

export function rowsOfJobs(database: Database, jobIds: number[]): FileRow[] {
  const rows = database.all<RawRow>(
    `SELECT ${COLUMNS} FROM jobs j JOIN files f ON f.id = j.file_id WHERE j.id IN (SELECT value FROM json_each(?)) ORDER BY j.id`,
    JSON.stringify(jobIds),
  );
  return rows.map((row) => toRow(row, null));
}

function pageOfHits(
  database: Database,
  filter: FileFilter,
  sort: FileSort,
  offset: number,
  limit: number,
): { total: number; rows: FileRow[] } {
  const hits = new Map<number, Hit>(searchFiles(database, filter.query ?? '').map((hit) => [hit.jobId, hit]));
  const { where, values } = toWhere(filter);
  const found = database.all<RawRow & { jobId: number }>(
    `SELECT ${COLUMNS}, j.id AS jobId FROM jobs j JOIN files f ON f.id = j.file_id
     WHERE j.id IN (SELECT value FROM json_each(?)) AND ${where} ORDER BY ${ORDER[sort]}`,
    JSON.stringify([...hits.keys()]),
    ...values,
  );
  if (sort === 'relevance') {
    const place = new Map([...hits.keys()].map((jobId, index) => [jobId, index]));
    found.sort((a, b) => (place.get(a.jobId) ?? 0) - (place.get(b.jobId) ?? 0));
  }
  const rows = found.slice(offset, offset + limit).map(({ jobId, ...raw }) => {
    const reportId = hits.get(jobId)?.reportId ?? null;
    return toRow(raw, reportId === null ? null : snippetOf(database, reportId, filter.query ?? ''));
  });
  return { total: found.length, rows };
}

function toWhere(filter: FileFilter): { where: string; values: (string | number)[] } {
  const terms = ['j.is_current = 1'];
  const values: (string | number)[] = [];
  if (filter.states && filter.states.length > 0) {
    terms.push(`j.state IN (${filter.states.map(() => '?').join(', ')})`);
    values.push(...filter.states);
  }
  if (filter.folderId !== undefined) {
    terms.push('j.folder_id = ?');
    values.push(filter.folderId);
  }
  if (filter.cause !== undefined) {
    terms.push(`j.state = 'attention' AND j.cause = ?`);
    values.push(filter.cause);
  }
  if (filter.kind !== undefined) {
    terms.push('j.kind = ?');
    values.push(filter.kind);
  }
  if (filter.lane !== undefined) {
    terms.push('j.lane = ?');
    values.push(filter.lane);
  }
  if (filter.phase !== undefined) {
    terms.push(PHASES[filter.phase]);
    if (filter.phase === 'clearedToday') values.push(startOfToday());
  }
  return { where: terms.join(' AND '), values };
}

const PHASES: Record<NonNullable<FileFilter['phase']>, string> = {
  retrying: `j.state = 'waiting' AND j.error IS NOT NULL`,
  held: `j.state = 'waiting' AND j.held = 1`,
  clearedToday: 'j.cleared_cause IS NOT NULL AND j.settled_at >= ?',
};

export const startOfToday = (): number => new Date().setHours(0, 0, 0, 0);

/** Failures that went away by themselves since `instant`. */
export function clearedSince(database: Database, instant: number): number {
  const row = database.get<{ n: number }>(
    `SELECT count(*) AS n FROM jobs WHERE cleared_cause IS NOT NULL AND settled_at >= ? AND state = 'done' AND is_current = 1`,
    instant,
  );
  return row?.n ?? 0;
}

/** Files that need attention, by their lane. */
export function failedByLane(database: Database): Partial<Record<Lane, number>> {
  const rows = database.all<{ lane: Lane; n: number }>(
    `SELECT lane, count(*) AS n FROM jobs WHERE is_current = 1 AND state = 'attention' GROUP BY lane`,
  );
  return Object.fromEntries(rows.map(({ lane, n }) => [lane, n]));
}

function countFiles(database: Database, filter: FileFilter): number {
  const isPlain = [filter.cause, filter.kind, filter.lane, filter.phase].every((part) => part === undefined);
  if (isPlain) {
    const counted = accounting(database, filter.folderId);
    return (filter.states?.length ? filter.states : (['seen'] as const)).reduce((sum, part) => sum + counted[part], 0);
  }
  const { where, values } = toWhere(filter);
  return database.get<{ n: number }>(`SELECT count(*) AS n FROM jobs j WHERE ${where}`, ...values)?.n ?? 0;
}

export function settledSince(database: Database, instant: number): number {
  return (
    database.get<{ n: number }>('SELECT count(*) AS n FROM jobs WHERE is_current = 1 AND settled_at >= ?', instant)?.n ?? 0
  );
}

export function countByCause(database: Database): Partial<Record<Cause, number>> {
  const rows = database.all<{ cause: Cause; n: number }>(
    `SELECT cause, count(*) AS n FROM jobs WHERE is_current = 1 AND state = 'attention' GROUP BY cause`,
  );
  return Object.fromEntries(rows.map(({ cause, n }) => [cause, n]));
}
