import { basename } from 'node:path/posix';
import type { ErrorData } from '../../shared/errors/filemill-error';
import type { HistoryFilter, HistoryRow } from '../../shared/model/history';
import type { Database } from './database';
import { fileLine, type DoneEffect } from './file-line';
import { foldName } from './fold-name';
import { stateLabel } from './state-label';

/** Rows that an export holds in memory at once. */
const EXPORT_PAGE = 500;
/** Paths that a search holds in memory at once. */
const SEARCH_PAGE = 10_000;

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
    ...fileLine(row, row.root, row.sha256, row.effects),
    settledAt: new Date(row.settledAt).toISOString(),
    arrivedAt: new Date(row.arrivedAt).toISOString(),
    trigger: row.trigger,
    isCurrent: row.isCurrent,
    folderName: row.folderName,
  };
}

/** What was done to the user's files by each of these jobs. */
export function effectsOf(database: Database, jobIds: number[]): Map<number, DoneEffect[]> {
  const effects = new Map<number, DoneEffect[]>();
  const found = database.all<DoneEffect & { jobId: number }>(
    `SELECT job_id AS jobId, id, action, target FROM effects
     WHERE job_id IN (SELECT value FROM json_each(?)) AND state = 'done' ORDER BY id`,
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
  const effects = effectsOf(database, ids);
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

interface Remembered<R> {
  changes: number;
  answers: Map<string, R>;
}
const totals = new WeakMap<Database, Remembered<number>>();
const searches = new WeakMap<Database, Remembered<number[]>>();

/** Worked out once for each filter and state of the ledger; of searches only the last, because their answers are long. */
function remember<R>(store: WeakMap<Database, Remembered<R>>, database: Database, filter: HistoryFilter, most: number, work: () => R): R {
  const changes = database.changeCount;
  let remembered = store.get(database);
  if (remembered?.changes !== changes) {
    remembered = { changes, answers: new Map() };
    store.set(database, remembered);
  }
  const key = JSON.stringify(filter);
  const known = remembered.answers.get(key);
  if (known !== undefined) return known;
  if (remembered.answers.size >= most) remembered.answers.clear();
  const answer = work();
  remembered.answers.set(key, answer);
  return answer;
}

const count = (database: Database, filter: HistoryFilter): number =>
  remember(totals, database, filter, 100, () => {
    const { terms, values } = toWhere(filter);
    return database.get<{ n: number }>(`SELECT count(*) AS n FROM ${source(filter)} WHERE ${terms.join(' AND ')}`, ...values)?.n ?? 0;
  });

/** All jobs in whose path the query is found, newest first. A scan: case and accents are folded here, not in the index. */
const search = (database: Database, filter: HistoryFilter): number[] =>
  remember(searches, database, filter, 1, () => {
    const query = foldName(filter.query?.trim() ?? '');
    const found: number[] = [];
    const folders = new Map<string, string>();
    for (const ids of keysetPages(database, filter, SEARCH_PAGE)) {
      const paths = database.all<{ id: number; path: string; foldedName: string | null }>(
        `SELECT j.id, coalesce(j.former_path, f.path) AS path, CASE WHEN j.former_path IS NULL THEN f.search_name END AS foldedName
         FROM json_each(?) wanted JOIN jobs j ON j.id = wanted.value JOIN files f ON f.id = j.file_id ORDER BY wanted.key`,
        JSON.stringify(ids),
      );
      for (const { id, path, foldedName } of paths) {
        if (foldPath(path, foldedName, folders).includes(query)) found.push(id);
      }
    }
    return found.reverse();
  });

/** Each folder is folded once, however many files lie in it; names are kept folded in the ledger. */
function foldPath(path: string, foldedName: string | null, folders: Map<string, string>): string {
  const cut = path.lastIndexOf('/') + 1;
  const name = foldedName ?? foldName(path.slice(cut));
  if (cut === 0) return name;
  const folder = path.slice(0, cut);
  let folded = folders.get(folder);
  if (folded === undefined) {
    if (folders.size >= SEARCH_PAGE) folders.clear();
    folded = foldName(folder);
    folders.set(folder, folded);
  }
  return folded + name;
}

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
