import { FilemillError } from '../../shared/errors/filemill-error';
import { FILE_KINDS } from '../../shared/model/file';
import { cleanTag } from '../tags/clean-tag';
import { foldName } from './fold-name';
import { t } from '../../shared/words/words';

/** One of a query's `name:value` parts as a condition on the jobs `j` of files `f`. */
export interface Condition {
  where: string;
  values: (string | number)[];
  /** The same, with the same values, as a question about the one job at hand: where few are asked, it need not gather all that meet it. */
  ofOne?: string;
  /** Only pictures meet it, whose own index is then the quickest. */
  isOfPictures?: boolean;
  /** It names the reports that meet it, mostly few: their index is quicker than all jobs. */
  isOfReports?: boolean;
}

/**
 * A query taken apart: words to find, and conditions that every file found must meet. Conditions speak of files of
 * folders: an archive meets them for all that is found in it, whatever its members are (`type:zip invoice` finds
 * invoices in ZIP archives, `type:pdf invoice` none of these).
 */
export interface ParsedQuery {
  words: string;
  /** The words are to stand in the text (`text:"net 30"`); a name that has them is not enough. */
  onlyTexts: boolean;
  /** `copies:all`: files with the same bytes are shown one by one. */
  allCopies: boolean;
  conditions: Condition[];
}

type Reader = (value: string, name: string) => Condition;

/** The sharpness below which a picture counts as blurry, as it is set now. */
export const BLUR_THRESHOLD = `(SELECT CAST(value ->> '$.general.pictures.blurThreshold' AS REAL) FROM facts WHERE key = 'settings')`;

const MEASURES = { brightness: 'brightness', contrast: 'contrast', sharpness: 'sharpness', noise: 'noise', width: 'width', height: 'height', faces: 'face_count' };

const OPERATORS: Record<string, Reader> = {
  ...Object.fromEntries(Object.entries(MEASURES).map(([name, column]) => [name, (value: string) => ofPictures(compare(column, value, name))])),
  blur: (value, name) => ofPictures({ where: `sharpness ${yesNo(value, name) ? '<' : '>='} ${BLUR_THRESHOLD}`, values: [] }),
  type: (value) => ofType(value.toLowerCase()),
  folder: (value) => ({
    where: `j.folder_id IN (SELECT id FROM folders WHERE instr(lower(settings ->> 'name'), lower(?)) > 0)`,
    values: [value],
  }),
  dup: (value, name) => ({ where: `j.id ${yesNo(value, name) ? '' : 'NOT '}IN (${WITH_LIKENESS})`, values: [] }),
  similar: (value, name) => similarTo(value, name),
  tag: tagged,
  conf: (value, name) => {
    const { where, values } = compare('confidence', value, name);
    return { where: `j.report_id IN (SELECT id FROM reports INDEXED BY reports_by_confidence WHERE confidence IS NOT NULL AND ${where})`, values, isOfReports: true };
  },
  has: (value, name) => having(value, name),
  state: (value, name) => inState(value.toLowerCase(), name),
  since: (value, name) => arrivedSince(value.toLowerCase(), name),
};

const jobsWith = (contents: string): string =>
  `SELECT id FROM jobs INDEXED BY jobs_by_content WHERE sha256 IS NOT NULL AND is_current = 1 AND sha256 IN (${contents})`;

/** Several names of one file are no duplicates. */
const WITH_LIKENESS = jobsWith(`
  SELECT sha256 FROM (SELECT sha256 FROM jobs INDEXED BY jobs_by_content WHERE sha256 IS NOT NULL AND is_current = 1 GROUP BY sha256 HAVING count(*) > 1) AS several
  WHERE (SELECT count(DISTINCT f.dev || ':' || f.ino) FROM jobs o INDEXED BY jobs_by_content JOIN files f ON f.id = o.file_id
    WHERE o.sha256 = several.sha256 AND o.is_current = 1) > 1
  UNION SELECT a FROM likenesses UNION SELECT b FROM likenesses`);

/**
 * Takes operators out of a query; `blur:yes brightness:<40 "net 30"` leaves the phrase. A `name:value` whose name is no
 * operator is a word like any other.
 *
 * @throws FilemillError `search.invalid` when an operator can't be understood
 */
export function parseQuery(query: string): ParsedQuery {
  const conditions: Condition[] = [];
  let hasOperators = false;
  let onlyTexts = false;
  let allCopies = false;
  const words = query.replace(/"[^"]*"?|([a-z]+):(?:"([^"]*)"?|([^\s"]+))(?:\s|$)/gi, (part, name?: string, quoted?: string, plain?: string) => {
    if (name?.toLowerCase() === 'text' && /[\p{L}\p{N}]/u.test(quoted ?? plain ?? '')) {
      onlyTexts = true;
      hasOperators = true;
      return ` "${quoted ?? plain}" `;
    }
    if (name?.toLowerCase() === 'copies') {
      allCopies = wantsAllCopies(plain ?? '');
      hasOperators = true;
      return ' ';
    }
    const reader = name === undefined ? undefined : OPERATORS[name.toLowerCase()];
    if (!reader || name === undefined) return part;
    const value = quoted ?? plain ?? '';
    if (!isUnfinished(value, part)) conditions.push(reader(value, name.toLowerCase()));
    hasOperators = true;
    return ' ';
  });
  return { words: hasOperators ? words.replace(/\s+/g, ' ').trimStart() : words, onlyTexts, allCopies, conditions };
}

/** Somebody is still typing it: `brightness:<` */
const isUnfinished = (value: string, part: string): boolean => /^[<>=]+$/.test(value) && part.endsWith(value);

function ofPictures({ where, values }: Condition): Condition {
  return { where: `j.report_id IN (SELECT report_id FROM pictures INDEXED BY pictures_by_measure WHERE ${where})`, values, isOfPictures: true };
}

function compare(column: string, value: string, name: string): Condition {
  const range = /^(\d+(?:\.\d+)?)\.\.(\d+(?:\.\d+)?)$/.exec(value);
  if (range) return { where: `${column} BETWEEN ? AND ?`, values: [Number(range[1]), Number(range[2])] };
  const [, sign = '', number] = /^(<=?|>=?|=?)(\d+(?:\.\d+)?)$/.exec(value) ?? [];
  if (number === undefined) throw invalid(t('{name}: takes a number, such as {name}:>40, {name}:<=40 or {name}:20..40.', { name }));
  return { where: `${column} ${sign === '' ? '=' : sign} ?`, values: [Number(number)] };
}

function yesNo(value: string, name: string): boolean {
  if (/^(yes|y|true|1)$/i.test(value)) return true;
  if (/^(no|n|false|0)$/i.test(value)) return false;
  throw invalid(t('{name}: takes yes or no, such as {name}:yes.', { name }));
}

function wantsAllCopies(value: string): boolean {
  if (/^(all|folded)$/i.test(value)) return value.toLowerCase() === 'all';
  throw invalid(t('copies: takes all or folded, such as copies:all.'));
}

/** A kind ("image"), or a part of the MIME type ("pdf", "jpeg", "word"). */
function ofType(value: string): Condition {
  if ((FILE_KINDS as readonly string[]).includes(value)) return { where: 'j.kind = ?', values: [value] };
  return { where: 'instr(j.mime, ?) > 0', values: [value === 'jpg' ? 'jpeg' : foldName(value)] };
}

/** `tag:invoice`, whatever its case; `tag:inv*` for all that begin so. */
function tagged(value: string): Condition {
  const beginning = value.endsWith('*') ? foldName(value.slice(0, -1)) : null;
  const [test, values] = beginning === null ? ['search_tag = ?', [foldName(cleanTag(value))]] : ['substr(search_tag, 1, length(?)) = ?', [beginning, beginning]];
  return { where: `j.file_id IN (SELECT file_id FROM tags WHERE ${test})`, values };
}

function similarTo(value: string, name: string): Condition {
  const id = Number(/^#?(\d{1,15})$/.exec(value)?.[1]);
  if (!Number.isInteger(id)) throw invalid(t('{name}: takes the number of a file, such as {name}:#1234.', { name }));
  return {
    where: `j.id IN (${jobsWith(`
      WITH wanted AS (SELECT o.sha256 AS content FROM jobs o WHERE o.file_id = ? AND o.is_current = 1)
      SELECT content FROM wanted UNION SELECT b FROM likenesses, wanted WHERE a = content UNION SELECT a FROM likenesses, wanted WHERE b = content`)})`,
    values: [id],
  };
}

const HAD = {
  table: 'j.report_id IN (SELECT id FROM reports INDEXED BY reports_with_tables WHERE table_count > 0)',
  ocr: 'j.report_id IN (SELECT id FROM reports INDEXED BY reports_by_confidence WHERE confidence IS NOT NULL)',
  tag: 'j.file_id IN (SELECT file_id FROM tags)',
};

function having(value: string, name: string): Condition {
  const had = value.toLowerCase();
  if (!Object.hasOwn(HAD, had)) throw invalid(t('{name}: takes one of {choices}, such as {example}.', { name, choices: Object.keys(HAD).join(', '), example: 'has:table' }));
  return { where: HAD[had as keyof typeof HAD], values: [], isOfReports: had !== 'tag' };
}

/** As a person calls them. */
const STATES = {
  done: `j.state = 'done'`,
  failed: `j.state = 'attention'`,
  attention: `j.state = 'attention'`,
  waiting: `j.state = 'waiting'`,
  running: `j.state = 'inProgress'`,
  ignored: `j.state = 'ignored'`,
  retrying: `j.state = 'waiting' AND j.error IS NOT NULL AND j.held = 0`,
  held: `j.state = 'waiting' AND j.held = 1`,
};

function inState(value: string, name: string): Condition {
  if (!Object.hasOwn(STATES, value)) throw invalid(t('{name}: takes one of {choices}, such as {example}.', { name, choices: Object.keys(STATES).join(', '), example: 'state:failed' }));
  return { where: STATES[value as keyof typeof STATES], values: [] };
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const SPANS: Record<string, number> = { h: 3_600_000, d: DAY_MS, w: 7 * DAY_MS, m: 30 * DAY_MS, y: 365 * DAY_MS };

/** `since:7d` (h, d, w, m, y), `since:today`, or from the beginning of a day, `since:2026-05-01`, by the local clock. */
function arrivedSince(value: string, name: string): Condition {
  const [, count, unit = ''] = /^(\d{1,4})([hdwmy])$/.exec(value) ?? [];
  const day = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00`).getTime() : value === 'today' ? new Date().setHours(0, 0, 0, 0) : Number.NaN;
  // By whole minutes, so that one question stays the same for a while.
  const from = count === undefined ? day : Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS - Number(count) * (SPANS[unit] ?? 0);
  if (Number.isNaN(from)) throw invalid(t('{name}: takes a span or a day, such as {name}:7d, {name}:12h, {name}:today or {name}:2026-05-01.', { name }));
  return { where: 'j.id IN (SELECT o.id FROM folders l CROSS JOIN jobs o ON o.folder_id = l.id AND o.arrived_at >= ?)', ofOne: 'j.arrived_at >= ?', values: [from] };
}

function invalid(message: string): FilemillError {
  return new FilemillError('search.invalid', message, { hint: t('Correct the query, or put the words in quotation marks to find them as they are.') });
}
