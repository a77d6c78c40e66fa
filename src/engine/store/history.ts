import { basename } from 'node:path/posix';
import type { ErrorData } from '../../shared/errors/filemill-error';
import type { HistoryEffect, HistoryFilter, HistoryRow } from '../../shared/model/history';
import type { Database } from './database';
import { fileLine, type DoneEffect } from './file-line';
import { foldName } from './fold-name';
import { Remembered } from './remember';
import { stateLabel } from './state-label';

/** Rows that an export holds in memory at once. */
const EXPORT_PAGE = 500;

type RawRow = Omit<HistoryRow, 'name' | 'stateLabel' | 'isCurrent' | 'error' | 'effects'> & {
  root: string;
  marks: string;
  isCurrent: number;
  error: string | null;
};
interface Row extends HistoryRow {
  /** The folder's path. */
  root: string;
}
type Value = string | number;
interface Where {
  terms: string[];
  values: Value[];
}

/** Jobs that reached an end, former versions of files included, newest first. */
export function pageOfHistory(
  database: Database,
  filter: HistoryFilter,
  offset: number,
  limit: number,
): { total: number; rows: HistoryRow[] } {
  if (foldName(filter.query?.trim() ?? '') !== '') {
    const found = search(database, filter);
    return { total: found.length, rows: page(database, found.slice(offset, offset + limit)) };
  }
  const { terms, values } = toWhere(filter);
  const ids = database.all<{ id: number }>(
    `SELECT j.id FROM ${source(filter)} WHERE ${terms.join(' AND ')} ORDER BY j.settled_at DESC, j.id DESC LIMIT ? OFFSET ?`,
    ...values,
    limit,
    offset,
  );
  return { total: count(database, filter), rows: page(database, ids.map(({ id }) => id)) };
}

/**
 * The history as the command line prints it, oldest first, one object for each job that had reached an end when the
 * export began. Holds a few hundred rows and no transaction, however long the reader takes.
 */
export function* exportHistory(database: Database, filter: HistoryFilter): Generator<Record<string, unknown>> {
  const newest = database.get<{ at: number | null }>('SELECT max(settled_at) AS at FROM jobs WHERE settled_at IS NOT NULL')?.at;
  if (newest == null) return;
  const query = foldName(filter.query?.trim() ?? '');
  const until = Math.min(filter.to ?? Infinity, newest);
  for (const ids of keysetPages(database, { ...filter, to: until }, EXPORT_PAGE)) {
    for (const row of rowsOf(database, ids)) {
      if (query === '' || foldName(row.path).includes(query)) yield exportLine(row);
    }
  }
}

function exportLine(row: Row): Record<string, unknown> {
  return {
    ...fileLine(row, row.root, row.sha256, inForce(row.effects)),
    settledAt: new Date(row.settledAt).toISOString(),
    arrivedAt: new Date(row.arrivedAt).toISOString(),
    trigger: row.trigger,
    isCurrent: row.isCurrent,
    folderName: row.folderName,
  };
}

const inForce = (effects: readonly HistoryEffect[]): DoneEffect[] =>
  effects.filter(({ state }) => state === 'done').map(({ id, action, target }) => ({ id, action, target }));

/** What was done to the user's files by each of these jobs, and still holds. */
export function effectsOf(database: Database, jobIds: number[]): Map<number, DoneEffect[]> {
  return new Map([...tracesOf(database, jobIds)].map(([jobId, effects]) => [jobId, inForce(effects)]));
}

/** Likewise, also what was taken back. */
function tracesOf(database: Database, jobIds: number[]): Map<number, HistoryEffect[]> {
  const effects = new Map<number, HistoryEffect[]>();
  const found = database.all<HistoryEffect & { jobId: number }>(
    `SELECT job_id AS jobId, id, action, target, run_id AS runId, state FROM effects
     WHERE job_id IN (SELECT value FROM json_each(?)) AND state IN ('done', 'undone', 'expired') ORDER BY id`,
    JSON.stringify(jobIds),
  );
  for (const { jobId, ...effect } of found) {
    const known = effects.get(jobId);
    if (known) known.push(effect);
    else effects.set(jobId, [effect]);
  }
  return effects;
}

const page = (database: Database, ids: number[]): HistoryRow[] =>
  rowsOf(database, ids).map(({ root: _root, ...row }) => row);

/** In the order of the ids; without those that were pruned meanwhile. */
function rowsOf(database: Database, ids: number[]): Row[] {
  const raw = database.all<RawRow>(
    `SELECT j.id AS jobId, j.file_id AS fileId, j.folder_id AS folderId, d.settings ->> 'name' AS folderName, d.path AS root,
       coalesce(j.former_path, f.path) AS path, j.is_current AS isCurrent, j.event, j.trigger, j.state, j.kind, j.mime,
       j.size, j.sha256, j.attempts, j.arrived_at AS arrivedAt, j.settled_at AS settledAt, j.duration_ms AS durationMs,
       j.reason, j.error, j.marks
     FROM json_each(?) wanted JOIN jobs j ON j.id = wanted.value JOIN files f ON f.id = j.file_id
     JOIN folders d ON d.id = j.folder_id
     WHERE j.settled_at IS NOT NULL ORDER BY wanted.key`,
    JSON.stringify(ids),
  );
  const effects = tracesOf(database, ids);
  return raw.map(({ marks, ...row }) => {
    const error = row.error === null ? null : (JSON.parse(row.error) as ErrorData);
    return {
      ...row,
      name: basename(row.path),
      isCurrent: row.isCurrent === 1,
      error,
      stateLabel: stateLabel({ ...row, marks, error, isHeld: false }),
      effects: effects.get(row.jobId) ?? [],
    };
  });
}

/** Named, because without statistics the planner would rather read the whole table. */
const source = (filter: HistoryFilter): string =>
  filter.fileId === undefined ? 'jobs j INDEXED BY jobs_by_settled' : 'jobs j INDEXED BY jobs_by_file';

function toWhere(filter: HistoryFilter): Where {
  const terms = ['j.settled_at IS NOT NULL'];
  const values: Value[] = [];
  const add = (term: string, ...more: Value[]): void => {
    terms.push(term);
    values.push(...more);
  };
  const oneOf = (column: string, wanted: readonly string[] | undefined): void => {
    if (wanted && wanted.length > 0) add(`${column} IN (${wanted.map(() => '?').join(', ')})`, ...wanted);
  };
  if (filter.fileId !== undefined) add('j.file_id = ?', filter.fileId);
  if (filter.folderId !== undefined) add('j.folder_id = ?', filter.folderId);
  oneOf('j.state', filter.states);
  oneOf('j.event', filter.events);
  oneOf('j.trigger', filter.triggers);
  if (filter.from !== undefined) add('j.settled_at >= ?', filter.from);
  if (filter.to !== undefined) add('j.settled_at <= ?', filter.to);
  return { terms, values };
}

const totals = new Remembered<number>(100);
/** Only the last one: their answers are long. */
const searches = new Remembered<number[]>(1);

const count = (database: Database, filter: HistoryFilter): number =>
  totals.get(database, JSON.stringify(filter), () => {
    const { terms, values } = toWhere(filter);
    return database.get<{ n: number }>(`SELECT count(*) AS n FROM ${source(filter)} WHERE ${terms.join(' AND ')}`, ...values)?.n ?? 0;
  });

/** All jobs of files in whose path the query is found, now or at the time of the job, newest first. */
const search = (database: Database, filter: HistoryFilter): number[] =>
  searches.get(database, JSON.stringify(filter), () => {
    const query = foldName(filter.query?.trim() ?? '');
    const moved = database.all<{ id: number; path: string }>(
      'SELECT id, former_path AS path FROM jobs INDEXED BY jobs_moved WHERE former_path IS NOT NULL',
    );
    const then = moved.filter(({ path }) => foldName(path).includes(query)).map(({ id }) => id);
    const { terms, values } = toWhere(filter);
    const found = database.all<{ id: number }>(
      `SELECT j.id FROM ${source(filter)} WHERE ${terms.join(' AND ')} AND (
         j.file_id IN (SELECT id FROM files INDEXED BY files_by_name WHERE instr(search_folder || search_name, ?) > 0)
         OR j.id IN (SELECT value FROM json_each(?)))
       ORDER BY j.settled_at DESC, j.id DESC`,
      ...values,
      query,
      JSON.stringify(then),
    );
    return found.map(({ id }) => id);
  });

/** The ids that the filter lets through, oldest first, each page found where the one before ended. */
function* keysetPages(database: Database, filter: HistoryFilter, size: number): Generator<number[]> {
  const { terms, values } = toWhere(filter);
  let last = { at: -Infinity, id: 0 };
  for (;;) {
    const ids = database.all<{ id: number; at: number }>(
      `SELECT j.id, j.settled_at AS at FROM ${source(filter)}
       WHERE ${terms.join(' AND ')} AND (j.settled_at, j.id) > (?, ?) ORDER BY j.settled_at, j.id LIMIT ?`,
      ...values,
      last.at,
      last.id,
      size,
    );
    const end = ids.at(-1);
    if (!end) return;
    yield ids.map(({ id }) => id);
    if (ids.length < size) return;
    last = end;
  }
}
