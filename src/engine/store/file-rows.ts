import type { Cause } from '../../shared/errors/error-table';
import type { ErrorData } from '../../shared/errors/filemill-error';
import type { FileFilter } from '../../shared/contract/engine-api';
import type { FileEvent, FileKind, FileRow, FileState, Lane, PictureMeasures, StepMark, Trigger } from '../../shared/model/file';
import { accounting } from './accounting';
import { Remembered } from './remember';
import { stateLabel } from './state-label';
import type { Database } from './database';
import type { Snippet } from './cut-snippet';
import { MAX_HITS, searchFiles, snippetOf, type Counting, type Hit } from './search';
import { uploadingJobs, type UploadingJobs } from './uploading-jobs';
import { BLUR_THRESHOLD, parseQuery, type Condition, type ParsedQuery } from './search-operators';

interface RawRow {
  id: number;
  jobId: number;
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
  warningCount: number;
  thumbnail: string | null;
  picture: string | null;
}

const COLUMNS = `
  f.id, j.id AS jobId, j.folder_id AS folderId, coalesce(j.former_path, f.path) AS path, f.name, j.state, j.event, j.trigger, j.lane,
  f.present, j.held, j.kind, j.mime, j.size, j.marks, j.attempts,
  j.arrived_at AS arrivedAt, j.settled_at AS settledAt, j.duration_ms AS durationMs, j.due_at AS dueAt, j.reason,
  j.error, coalesce(json_array_length(j.warnings), 0) AS warningCount, j.thumbnail,
  CASE WHEN j.kind = 'image' THEN (
    SELECT json_object('width', width, 'height', height, 'sharpness', sharpness,
      'isBlurry', json(iif(sharpness IS NULL, 'null', iif(sharpness < ${BLUR_THRESHOLD}, 'true', 'false'))),
      'brightness', brightness, 'contrast', contrast, 'noise', noise, 'faceCount', face_count)
    FROM pictures WHERE report_id = j.report_id
  ) END AS picture`;

const MARKS: Record<string, StepMark> = { p: 'pending', r: 'running', d: 'done', f: 'failed', s: 'skipped' };

function toRow(stored: RawRow, snippet: Snippet | null, { ids }: UploadingJobs): FileRow {
  // Its end is not waited for by a clock.
  const raw = stored.state === 'waiting' && ids.has(stored.jobId) ? { ...stored, state: 'inProgress' as const, dueAt: null } : stored;
  const { jobId: _jobId, marks, error, present, held, picture, ...rest } = raw;
  const parsed = error === null ? null : (JSON.parse(error) as ErrorData);
  return {
    ...rest,
    error: parsed,
    isPresent: present === 1,
    isHeld: held === 1,
    steps: [...marks].map((mark) => MARKS[mark] ?? 'pending'),
    stateLabel: stateLabel({ ...raw, error: parsed, isHeld: held === 1 }),
    snippet: snippet?.text ?? null,
    snippetPage: pageOf(rest.kind, snippet),
    picture: picture === null ? null : (JSON.parse(picture) as PictureMeasures),
  };
}

const pageOf = (kind: FileKind | null, snippet: Snippet | null): number | null => (kind === 'document' || kind === 'image' ? (snippet?.page ?? null) : null);

export type FileSort = 'newest' | 'oldest' | 'name' | 'size' | 'relevance';

/** Where a list's ids come from, in its order: narrow indexes that hold all it filters and sorts by. */
const SOURCES: Record<FileSort, { from: string; order: string }> = {
  newest: { from: 'jobs j', order: 'j.id DESC' },
  oldest: { from: 'jobs j', order: 'j.id' },
  size: { from: 'jobs j', order: 'j.size DESC, j.id' },
  relevance: { from: 'jobs j', order: 'j.id DESC' },
  name: {
    from: 'files f INDEXED BY files_by_name CROSS JOIN jobs j',
    order: 'f.name, f.id',
  },
};

/** One page of a list, and how long the whole list is. */
export function pageOfFiles(
  database: Database,
  filter: FileFilter,
  sort: FileSort,
  offset: number,
  limit: number,
): { total: number; rows: FileRow[] } {
  const query = parseQuery(filter.query ?? '');
  if (query.words.trim() !== '') return pageOfHits(database, { filter, query }, sort, offset, limit);
  const { where, values } = toWhere(filter, query.conditions, uploadingJobs(database));
  const { from, order } = SOURCES[sort];
  const index = indexFor(filter, query.conditions);
  const source = sort === 'name' ? `${from} ${index === PLAIN ? index : ''} ON j.id = f.job_id` : `${from} ${index}`;
  const select = `SELECT j.id FROM ${source} WHERE ${where} ORDER BY ${order}`;
  const isWalked = offset < FAR_DOWN || isAlongIndex(filter, query.conditions, sort);
  const ids = isWalked ? database.all<{ id: number }>(`${select} LIMIT ? OFFSET ?`, ...values, limit, offset).map(({ id }) => id) : idsOfPage(database, select, values, offset, limit);
  return { total: countFiles(database, filter, query.conditions), rows: wideRows(database, ids).map((row) => toRow(row, null, uploadingJobs(database))) };
}

/** From this place on a list is read to its end and kept: to each page far down, SQLite would look up and sort row by row. */
const FAR_DOWN = 1_000;

/** An index has the whole list in its order: to walk down a hundred thousand rows of it takes a millisecond, to read them fifty. */
function isAlongIndex({ cause, phase, states, lane, kind }: FileFilter, conditions: Condition[], sort: FileSort): boolean {
  const isByAge = sort === 'newest' || sort === 'oldest' || sort === 'relevance';
  return isByAge && conditions.length === 0 && [cause, phase, lane, kind].every((part) => part === undefined) && (states?.length ?? 0) <= 1;
}

/** The ids of lists that someone scrolls far down in. */
const lists = new Remembered<Float64Array>(4);

function idsOfPage(database: Database, select: string, values: (string | number)[], offset: number, limit: number): number[] {
  const all = lists.get(database, JSON.stringify([select, values]), () => Float64Array.from(database.all<{ id: number }>(select, ...values), ({ id }) => id));
  return [...all.subarray(offset, offset + limit)];
}

/** For lists without a filter beyond the folder. */
const PLAIN = 'INDEXED BY jobs_list';

/** For lists of pictures by what was measured of them. */
const OF_PICTURES = 'INDEXED BY jobs_of_pictures';

/** For lists of files by what was read of them. */
const OF_REPORTS = 'INDEXED BY jobs_by_report';

/** Named, because without statistics the planner would rather read the whole table. */
function indexFor({ cause, phase, states, lane, kind }: FileFilter, conditions: Condition[]): string {
  if (phase === 'clearedToday') return 'INDEXED BY jobs_cleared';
  if (conditions.some(({ isOfPictures }) => isOfPictures)) return OF_PICTURES;
  if (conditions.some(({ isOfReports }) => isOfReports)) return OF_REPORTS;
  const isPlain = conditions.length === 0 && [cause, phase, lane, kind].every((part) => part === undefined) && !states?.length;
  return isPlain ? PLAIN : 'INDEXED BY jobs_by_state';
}

/** In the order of the ids. */
function wideRows(database: Database, jobIds: number[]): RawRow[] {
  return database.all(
    `SELECT ${COLUMNS} FROM json_each(?) wanted JOIN jobs j ON j.id = wanted.value JOIN files f ON f.id = j.file_id
     ORDER BY wanted.key`,
    JSON.stringify(jobIds),
  );
}

export function fileRow(database: Database, fileId: number): FileRow | undefined {
  const row = database.get<RawRow>(
    `SELECT ${COLUMNS} FROM files f JOIN jobs j ON j.id = f.job_id WHERE f.id = ?`,
    fileId,
  );
  return row && toRow(row, null, uploadingJobs(database));
}

export function rowsOfJobs(database: Database, jobIds: number[]): FileRow[] {
  const rows = database.all<RawRow>(
    `SELECT ${COLUMNS} FROM jobs j JOIN files f ON f.id = j.file_id WHERE j.id IN (SELECT value FROM json_each(?)) ORDER BY j.id`,
    JSON.stringify(jobIds),
  );
  return rows.map((row) => toRow(row, null, uploadingJobs(database)));
}

function pageOfHits(
  database: Database,
  { filter, query }: { filter: FileFilter; query: ParsedQuery },
  sort: FileSort,
  offset: number,
  limit: number,
): { total: number; rows: FileRow[] } {
  const ofFew = query.conditions.map((condition) => ({ ...condition, where: condition.ofOne ?? condition.where }));
  const { where, values } = toWhere(filter, ofFew, uploadingJobs(database));
  const hits = searchFiles(database, query.words, { ...query, counting: isNarrowed(filter, query) ? { where, values, reports: reportsOf(database, filter, query) } : null });
  const order = sort === 'relevance' ? 'wanted.key' : SOURCES[sort].order;
  const found = database.all<{ id: number; sha256: string | null }>(
    // CROSS: in this order. By itself the planner asks each failed file whether it is among those found.
    `SELECT j.id, j.sha256 FROM json_each(?) wanted CROSS JOIN jobs j ON j.id = wanted.value CROSS JOIN files f ON f.id = j.file_id
     WHERE ${where} ORDER BY ${order}`,
    JSON.stringify([...new Set(hits.map(({ jobId }) => jobId))]),
    ...values,
  );
  const ofFile = groupByFile(hits);
  // By relevance each hit has its own place; in other orders those of one archive stand together.
  const contents = new Map(found.map(({ id, sha256 }) => [id, sha256]));
  const ordered = sort === 'relevance' ? hits.filter(({ jobId }) => contents.has(jobId)) : found.flatMap(({ id }) => ofFile.get(id) ?? []);
  const ranked = [...ordered.filter(({ similar }) => !similar), ...ordered.filter(({ similar }) => similar)];
  const all: readonly FoldedHit[] = (filter.foldsCopies && !query.allCopies ? foldCopies(ranked, contents) : ranked).slice(0, MAX_HITS);
  const page = all.slice(offset, offset + limit);
  const wide = new Map(wideRows(database, [...new Set(page.map(({ jobId }) => jobId))]).map((raw) => [raw.jobId, raw]));
  const rows = page.flatMap((hit) => {
    const raw = wide.get(hit.jobId);
    return raw ? rowOfHit(raw, uploadingJobs(database), hit, hit.reportId === null ? null : snippetOf(database, hit.reportId, hit.similar ?? query.words)) : [];
  });
  return { total: all.length, rows };
}

function isNarrowed({ query: _query, foldsCopies: _folds, ...narrowing }: FileFilter, { conditions }: ParsedQuery): boolean {
  return conditions.length > 0 || Object.values(narrowing).some((value) => value !== undefined);
}

/** The reports of the files that count, and of all that lies in archives. */
function reportsOf(database: Database, filter: FileFilter, { conditions }: ParsedQuery): Counting['reports'] {
  // Where another condition leaves fewer, they are asked one by one; alone, it gathers its own.
  const isAlone = conditions.length === 1 && !filter.states?.length;
  const asked = isAlone ? conditions : conditions.map((condition) => ({ ...condition, where: condition.ofOne ?? condition.where }));
  const { where, values } = toWhere(filter, asked, uploadingJobs(database));
  return {
    select: `SELECT j.report_id FROM jobs j WHERE j.report_id IS NOT NULL AND ${where} UNION ALL SELECT report_id FROM members WHERE report_id IS NOT NULL`,
    values,
  };
}

type FoldedHit = Hit & { copies?: number };

/** The first of those with the same bytes, with the number of the others. */
function foldCopies(hits: readonly Hit[], contents: ReadonlyMap<number, string | null>): FoldedHit[] {
  const firsts = new Map<string, FoldedHit>();
  return hits.flatMap((hit): FoldedHit[] => {
    const content = contents.get(hit.jobId) ?? null;
    if (content === null) return [hit];
    const first = firsts.get(content);
    if (first) {
      first.copies = (first.copies ?? 0) + 1;
      return [];
    }
    const folded = { ...hit };
    firsts.set(content, folded);
    return [folded];
  });
}

function groupByFile(hits: readonly Hit[]): Map<number, Hit[]> {
  const grouped = new Map<number, Hit[]>();
  for (const hit of hits) grouped.set(hit.jobId, [...(grouped.get(hit.jobId) ?? []), hit]);
  return grouped;
}

function rowOfHit(raw: RawRow, uploading: UploadingJobs, { member, similar, copies }: FoldedHit, snippet: Snippet | null): FileRow {
  const row = { ...toRow(raw, snippet, uploading), ...(copies === undefined ? {} : { copies }), ...(similar ? { similarWords: similar.map(({ words }) => words) } : {}) };
  if (!member) return row;
  const { kind, ordinals, path } = member;
  return { ...row, snippetPage: pageOf(kind, snippet), member: { ordinals, path } };
}

function toWhere(filter: FileFilter, conditions: Condition[], { ids }: UploadingJobs): { where: string; values: (string | number)[] } {
  const terms = ['j.is_current = 1'];
  const values: (string | number)[] = [];
  if (filter.states && filter.states.length > 0) {
    const [waiting, inProgress] = (['waiting', 'inProgress'] as const).map((state) => filter.states?.includes(state));
    const states = new Set<FileState>(inProgress && ids.size > 0 ? [...filter.states, 'waiting'] : filter.states);
    terms.push(`j.state IN (${[...states].map(() => '?').join(', ')})`);
    values.push(...states);
    if (ids.size > 0 && waiting !== inProgress) {
      terms.push(`(j.state <> 'waiting' OR j.id ${waiting ? 'NOT IN' : 'IN'} (SELECT value FROM json_each(?)))`);
      values.push(JSON.stringify([...ids]));
    }
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
  for (const condition of conditions) {
    // Written out, so that the index of pictures may be used.
    if (condition.isOfPictures) terms.push(`j.kind = 'image'`);
    terms.push(condition.where);
    values.push(...condition.values);
  }
  return { where: terms.join(' AND '), values };
}

const PHASES: Record<NonNullable<FileFilter['phase']>, string> = {
  retrying: `j.state = 'waiting' AND j.error IS NOT NULL AND j.held = 0`,
  held: `j.state = 'waiting' AND j.held = 1`,
  clearedToday: `j.cleared_cause IS NOT NULL AND j.state = 'done' AND j.settled_at >= ?`,
};

export const startOfToday = (): number => new Date().setHours(0, 0, 0, 0);

/** Failures that went away by themselves since `instant`. */
export function clearedSince(database: Database, instant: number): number {
  const row = database.get<{ n: number }>(
    `SELECT count(*) AS n FROM jobs INDEXED BY jobs_cleared
     WHERE cleared_cause IS NOT NULL AND settled_at >= ? AND state = 'done' AND is_current = 1`,
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

const counts = new Remembered<number>(100);

function countFiles(database: Database, filter: FileFilter, conditions: Condition[]): number {
  const isPlain = conditions.length === 0 && [filter.cause, filter.kind, filter.lane, filter.phase].every((part) => part === undefined);
  if (isPlain) {
    const counted = accounting(database, filter.folderId);
    return (filter.states?.length ? filter.states : (['seen'] as const)).reduce((sum, part) => sum + counted[part], 0);
  }
  return counts.get(database, JSON.stringify([filter, uploadingJobs(database).version]), () => {
    const { where, values } = toWhere(filter, conditions, uploadingJobs(database));
    return database.get<{ n: number }>(`SELECT count(*) AS n FROM jobs j ${indexFor(filter, conditions)} WHERE ${where}`, ...values)?.n ?? 0;
  });
}

export function countByCause(database: Database): Partial<Record<Cause, number>> {
  const rows = database.all<{ cause: Cause; n: number }>(
    `SELECT cause, count(*) AS n FROM jobs WHERE is_current = 1 AND state = 'attention' GROUP BY cause`,
  );
  return Object.fromEntries(rows.map(({ cause, n }) => [cause, n]));
}
