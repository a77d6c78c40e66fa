const DELIMITERS = ['\t', ';', ',', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const MIN_RECORDS = 3;
const MAX_RECORDS = 60;

/**
 * The delimiter of text without a telling name when it is a table beyond doubt: every record has the same number of
 * fields. Commas and bars are common in prose and need three columns.
 */
export function looksLikeTable(text: string, isWhole: boolean): Delimiter | null {
  const lines = text.split(/\r\n|\n|\r/, MAX_RECORDS + 1);
  if (!isWhole || lines.length > MAX_RECORDS) lines.pop();
  const records = lines.filter((line) => line.trim() !== '');
  if (records.length < MIN_RECORDS) return null;
  for (const delimiter of DELIMITERS) {
    const width = countOutsideQuotes(records[0] as string, delimiter);
    if (width < (delimiter === '\t' || delimiter === ';' ? 1 : 2)) continue;
    if (records.every((record) => countOutsideQuotes(record, delimiter) === width)) return delimiter;
  }
  return null;
}

function countOutsideQuotes(line: string, delimiter: string): number {
  let count = 0;
  let isQuoted = false;
  for (const character of line) {
    if (character === '"') isQuoted = !isQuoted;
    else if (character === delimiter && !isQuoted) count += 1;
  }
  return count;
}
