const DELIMITERS = ['\t', ';', ',', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const MIN_RECORDS = 3;
const MAX_RECORDS = 60;
/** So many lines of running text hardly ever have the same number of commas. */
const MIN_RECORDS_LIKE_PROSE = 5;

/**
 * The delimiter of text without a telling name when it is a table beyond doubt: every record has the same number of
 * fields. Commas and bars are common in prose and need three columns; so do semicolons with a space after each, as in
 * prose, and these and such commas need more records.
 */
export function looksLikeTable(text: string, isWhole: boolean): Delimiter | null {
  const lines = text.split(/\r\n|\n|\r/, MAX_RECORDS + 1);
  if (!isWhole || lines.length > MAX_RECORDS) lines.pop();
  const records = lines.filter((line) => line.trim() !== '');
  if (records.length < MIN_RECORDS) return null;
  for (const delimiter of DELIMITERS) {
    const width = countOutsideQuotes(records[0] as string, delimiter);
    const isLikeProse = (delimiter === ';' || delimiter === ',') && records.every((record) => isSpaced(record, delimiter));
    if (width < (delimiter === '\t' || (delimiter === ';' && !isLikeProse) ? 1 : 2)) continue;
    if (isLikeProse && records.length < MIN_RECORDS_LIKE_PROSE) continue;
    if (records.every((record) => countOutsideQuotes(record, delimiter) === width)) return delimiter;
  }
  return null;
}

/** Each of them has a space behind it, or ends the line. */
const isSpaced = (line: string, delimiter: Delimiter): boolean => !new RegExp(`${delimiter}\\S`).test(line);

function countOutsideQuotes(line: string, delimiter: string): number {
  let count = 0;
  let isQuoted = false;
  for (const character of line) {
    if (character === '"') isQuoted = !isQuoted;
    else if (character === delimiter && !isQuoted) count += 1;
  }
  return count;
}
