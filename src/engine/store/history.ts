import { basename } from 'node:path/posix';
import type { ErrorData } from '../../shared/errors/filemill-error';
import type { HistoryDeed, HistoryEffect, HistoryFilter, HistoryJob, HistoryRow } from '../../shared/model/history';
import type { Database } from './database';
import { fileLine, type DoneEffect } from './file-line';
import { foldName } from './fold-name';
import { Remembered } from './remember';
import { stateLabel } from './state-label';
import { isStuck } from './stuck-effects';

/** Rows that an export holds in memory at once. */
const EXPORT_PAGE = 500;

type RawRow = Omit<HistoryJob, 'type' | 'name' | 'stateLabel' | 'isCurrent' | 'error' | 'effects'> & {
  root: string;
  marks: string;
  isCurrent: number;
  error: string | null;
};
interface Row extends HistoryJob {
  /** The folder's path. */
  root: string;
}
type Value = string | number;
interface Where {
  terms: string[];
  values: Value[];
}

/** Of a job its number, of something that was done and belongs to no job the negative number of its effect. */
type EntryId = number;

/** Jobs that reached an end, former versions of files included, and what was done beside them; newest first. */
export function pageOfHistory(
  database: Database,
  filter: HistoryFilter,
  offset: number,
  limit: number,
): { total: number; rows: HistoryRow[] } {
  if (queryOf(filter) !== '') {
    const found = search(database, filter);
    return { total: found.length, rows: page(database, found.slice(offset, offset + limit)) };
  }
  const jobs = toWhere(filter);
  const deeds = whereOfDeeds(filter);
  const beside = deeds ? `UNION ALL SELECT e.at, -e.id FROM ${DEEDS} WHERE ${deeds.terms.join(' AND ')}` : '';
  const ids = database.all<{ id: EntryId }>(
    `SELECT j.settled_at AS at, j.id AS id FROM ${source(filter)} WHERE ${jobs.terms.join(' AND ')} ${beside}
     ORDER BY 1 DESC, 2 DESC LIMIT ? OFFSET ?`,
    ...jobs.values,
    ...(deeds?.values ?? []),
    limit,
    offset,
  );
  return { total: count(database, filter), rows: page(database, ids.map(({ id }) => id)) };
}

/**
 * The history as the command line prints it, oldest first, one object for each job that had reached an end when the
 * export began, and for each thing done that belongs to no job. Holds a few hundred rows and no transaction, however long
 * the reader takes.
 */
export function* exportHistory(database: Database, filter: HistoryFilter): Generator<Record<string, unknown>> {
  const newest = database.get<{ at: number | null }>('SELECT max(settled_at) AS at FROM jobs WHERE settled_at IS NOT NULL')?.at;
  const deeds = deedsOf(database, filter);
  if (newest != null) {
    const query = queryOf(filter);
    const until = Math.min(filter.to ?? Infinity, newest);
    for (const ids of keysetPages(database, { ...filter, to: until }, EXPORT_PAGE)) {
      for (const row of rowsOf(database, ids)) {
        while (deeds[0] && deeds[0].settledAt < row.settledAt) yield deedLine(deeds.shift() as HistoryDeed);
        if (query === '' || foldName(row.path).includes(query)) yield exportLine(row);
      }
    }
  }
  for (const deed of deeds) yield deedLine(deed);
}

/** Oldest first. */
function deedsOf(database: Database, filter: HistoryFilter): HistoryDeed[] {
  const where = whereOfDeeds(filter);
  if (!where) return [];
  const { terms, values } = where;
  const rows = database.all<RawDeed>(`SELECT ${DEED_COLUMNS} FROM ${DEEDS} WHERE ${terms.join(' AND ')} ORDER BY e.at, e.id`, ...values);
  const query = queryOf(filter);
  return rows.filter((row) => query === '' || foldName(row.source).includes(query) || foldName(row.target).includes(query)).map(toDeed);
}

function deedLine({ settledAt, source: from, effects }: HistoryDeed): Record<string, unknown> {
  const [effect] = effects;
  return { type: 'effect', at: new Date(settledAt).toISOString(), source: from, ...effect };
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
  effects
    .filter(({ state }) => state === 'done')
    .map(({ id, action, target, rule }) => ({ id, action, target, ...(rule === null ? {} : { rule }) }));

/** What was done to the user's files by each of these jobs, and still holds. */
export function effectsOf(database: Database, jobIds: number[]): Map<number, DoneEffect[]> {
  return new Map([...tracesOf(database, jobIds)].map(([jobId, effects]) => [jobId, inForce(effects)]));
}

/** Likewise, also what was taken back. */
function tracesOf(database: Database, jobIds: number[]): Map<number, HistoryEffect[]> {
  const effects = new Map<number, HistoryEffect[]>();
  const found = database.all<RawEffect & { jobId: number }>(
    `SELECT job_id AS jobId, id, action, rule, source, ${TARGET} AS target, run_id AS runId, ${STATE} FROM effects
     WHERE job_id IN (SELECT value FROM json_each(?)) AND ${TOLD} ORDER BY id`,
    JSON.stringify(jobIds),
  );
  for (const { jobId, ...effect } of found) {
    const known = effects.get(jobId);
    if (known) known.push(toEffect(effect));
    else effects.set(jobId, [toEffect(effect)]);
  }
  return effects;
}

function page(database: Database, ids: EntryId[]): HistoryRow[] {
  const rows = new Map<EntryId, HistoryRow>();
  for (const { root: _root, ...row } of rowsOf(database, ids.filter((id) => id > 0))) rows.set(row.jobId, row);
  const deeds = database.all<RawDeed>(
    `SELECT ${DEED_COLUMNS} FROM effects e WHERE e.id IN (SELECT -value FROM json_each(?))`,
    JSON.stringify(ids.filter((id) => id < 0)),
  );
  for (const deed of deeds) rows.set(-deed.id, toDeed(deed));
  return ids.flatMap((id) => rows.get(id) ?? []);
}

/** Of tags, which leads nowhere, those that were given. */
const TARGET = `CASE WHEN action = 'tag' THEN coalesce((SELECT group_concat(value, ', ') FROM json_each(data, '$.added')), '') ELSE target END`;
/** Effects that came about, whether they still hold or not, and those that are stuck on the way. */
const TOLD = `(state IN ('done', 'undone', 'expired') OR ${isStuck()})`;
const STATE = `CASE WHEN state IN ('intended', 'undoing') THEN 'stuck' ELSE state END AS state,
  CASE WHEN state IN ('intended', 'undoing') THEN data ->> '$.stuck.message' END AS obstacle`;
const DEEDS = 'effects e INDEXED BY effects_alone';
const DEED_COLUMNS = `e.id, e.at, e.source, e.action, e.rule, ${TARGET} AS target, e.run_id AS runId, ${STATE}`;

type RawEffect = Omit<HistoryEffect, 'obstacle'> & { obstacle: string | null };
type RawDeed = RawEffect & { at: number; source: string };
const toEffect = ({ obstacle, ...effect }: RawEffect): HistoryEffect => (obstacle === null ? effect : { ...effect, obstacle });
const toDeed = ({ at, source: from, ...effect }: RawDeed): HistoryDeed => ({ type: 'deed', settledAt: at, source: from, effects: [toEffect(effect)] });

const queryOf = (filter: HistoryFilter): string => foldName(filter.query?.trim() ?? '');

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
      type: 'job',
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
  if (filter.rule !== undefined) {
    add('j.id IN (SELECT job_id FROM rule_hits WHERE rule = ? UNION SELECT job_id FROM effects WHERE rule = ?)', filter.rule, filter.rule);
  }
  if (filter.actions && filter.actions.length > 0) {
    add(`j.id IN (SELECT job_id FROM effects WHERE action IN (SELECT value FROM json_each(?)) AND ${TOLD})`, JSON.stringify(filter.actions));
  }
  if (filter.target !== undefined) {
    const below = isBelow('target', filter.target);
    add(`j.id IN (SELECT job_id FROM effects WHERE rule IS NOT NULL AND ${below.term} AND ${TOLD})`, ...below.values);
  }
  return { terms, values };
}


/** Likewise for what belongs to no job; null where the filter asks for what only jobs have. */
function whereOfDeeds(filter: HistoryFilter): Where | null {
  if ([filter.states, filter.events, filter.triggers].some((wanted) => wanted !== undefined && wanted.length > 0)) return null;
  const terms = ['e.job_id = 0', TOLD];
  const values: Value[] = [];
  const add = (term: string, ...more: Value[]): void => {
    terms.push(term);
    values.push(...more);
  };
  if (filter.fileId !== undefined) add('e.file_id = ?', filter.fileId);
  if (filter.folderId !== undefined) add('e.folder_id = ?', filter.folderId);
  if (filter.from !== undefined) add('e.at >= ?', filter.from);
  if (filter.to !== undefined) add('e.at <= ?', filter.to);
  if (filter.rule !== undefined) add('e.rule = ?', filter.rule);
  if (filter.actions && filter.actions.length > 0) add('e.action IN (SELECT value FROM json_each(?))', JSON.stringify(filter.actions));
  if (filter.target !== undefined) {
    const below = isBelow('e.target', filter.target);
    add(`e.rule IS NOT NULL AND ${below.term}`, ...below.values);
  }
  return { terms, values };
}

/** Below an absolute folder; or below any of this name. */
function isBelow(column: string, folder: string): { term: string; values: Value[] } {
  const separator = folder.includes('\\') ? '\\' : '/';
  const below = folder.endsWith(separator) ? folder : `${folder}${separator}`;
  const isWhole = /^([/\\]|[A-Za-z]:[/\\])/.test(folder);
  return isWhole
    ? { term: `${column} >= ? AND ${column} < ?`, values: [below, `${below.slice(0, -1)}${String.fromCharCode(separator.charCodeAt(0) + 1)}`] }
    : { term: `instr(replace(${column}, '\\', '/'), ?) > 0`, values: [`/${below.replaceAll('\\', '/')}`] };
}

const totals = new Remembered<number>(100);
/** Only the last one: their answers are long. */
const searches = new Remembered<EntryId[]>(1);

const count = (database: Database, filter: HistoryFilter): number =>
  totals.get(database, JSON.stringify(filter), () => {
    const jobs = toWhere(filter);
    const deeds = whereOfDeeds(filter);
    const countWhere = (from: string, { terms, values }: Where): number =>
      database.get<{ n: number }>(`SELECT count(*) AS n FROM ${from} WHERE ${terms.join(' AND ')}`, ...values)?.n ?? 0;
    return countWhere(source(filter), jobs) + (deeds ? countWhere(DEEDS, deeds) : 0);
  });

/** All jobs of files in whose path the query is found, now or at the time of the job, and what was done with such paths; newest first. */
const search = (database: Database, filter: HistoryFilter): EntryId[] =>
  searches.get(database, JSON.stringify(filter), () => {
    const query = queryOf(filter);
    const moved = database.all<{ id: number; path: string }>(
      'SELECT id, former_path AS path FROM jobs INDEXED BY jobs_moved WHERE former_path IS NOT NULL',
    );
    const then = moved.filter(({ path }) => foldName(path).includes(query)).map(({ id }) => id);
    const { terms, values } = toWhere(filter);
    const found = database.all<{ id: EntryId; at: number }>(
      `SELECT j.id, j.settled_at AS at FROM ${source(filter)} WHERE ${terms.join(' AND ')} AND (
         j.file_id IN (SELECT id FROM files INDEXED BY files_by_name WHERE instr(search_folder || search_name, ?) > 0)
         OR j.id IN (SELECT value FROM json_each(?)))
       ORDER BY j.settled_at DESC, j.id DESC`,
      ...values,
      query,
      JSON.stringify(then),
    );
    const deeds = deedsOf(database, filter).flatMap(({ settledAt: at, effects }) => effects.map(({ id }) => ({ id: -id, at })));
    const all = deeds.length > 0 ? [...found, ...deeds].sort((a, b) => b.at - a.at || b.id - a.id) : found;
    return all.map(({ id }) => id);
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
