import { FilemillError } from '../../shared/errors/filemill-error';
import { FILE_KINDS } from '../../shared/model/file';
import { cleanTag } from '../tags/clean-tag';
import { foldName } from './fold-name';
import { t } from '../../shared/words/words';

/** One of a query's `name:value` parts as a condition on the jobs `j` of files `f`. */
export interface Condition {
  where: string;
  values: (string | number)[];
  /** Only pictures meet it, whose own index is then the quickest. */
  isOfPictures?: boolean;
}

/**
 * A query taken apart: words to find, and conditions that every file found must meet. Conditions speak of files of
 * folders: an archive meets them for all that is found in it, whatever its members are (`type:zip invoice` finds
 * invoices in ZIP archives, `type:pdf invoice` none of these).
 */
export interface ParsedQuery {
  words: string;
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
  const words = query.replace(/"[^"]*"?|([a-z]+):(?:"([^"]*)"?|([^\s"]+))(?:\s|$)/gi, (part, name?: string, quoted?: string, plain?: string) => {
    const reader = name === undefined ? undefined : OPERATORS[name.toLowerCase()];
    if (!reader || name === undefined) return part;
    const value = quoted ?? plain ?? '';
    if (!isUnfinished(value, part)) conditions.push(reader(value, name.toLowerCase()));
    hasOperators = true;
    return ' ';
  });
  return { words: hasOperators ? words.replace(/\s+/g, ' ').trimStart() : words, conditions };
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

function invalid(message: string): FilemillError {
  return new FilemillError('search.invalid', message, { hint: t('Correct the query, or put the words in quotation marks to find them as they are.') });
}
