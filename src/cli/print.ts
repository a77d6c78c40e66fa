import { displayName } from '../shared/model/display-name';

/** One JSON value per line, and nothing else on standard output. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/**
 * The same for an object with long lists: what can be gone through and is no array is printed as one, piece by piece, as all of
 * it as one text may be larger than all else in memory.
 */
export function printLongJson(value: Readonly<Record<string, unknown>>): void {
  let text = '{';
  const say = (more: string): void => {
    text += more;
    if (text.length < PIECE_LENGTH) return;
    process.stdout.write(text);
    text = '';
  };
  let isFirst = true;
  for (const [name, field] of Object.entries(value)) {
    if (field === undefined) continue;
    say(`${isFirst ? '' : ','}${JSON.stringify(name)}:`);
    isFirst = false;
    if (!isLazy(field)) {
      say(JSON.stringify(field));
      continue;
    }
    say('[');
    let separator = '';
    for (const each of field) {
      say(`${separator}${JSON.stringify(each)}`);
      separator = ',';
    }
    say(']');
  }
  process.stdout.write(`${text}}\n`);
}

const PIECE_LENGTH = 64 * 1024;

const isLazy = (field: unknown): field is Iterable<unknown> => typeof field === 'object' && field !== null && !Array.isArray(field) && Symbol.iterator in field;

/** For people. Names are made harmless: a file name can't move the cursor or change the colour of a terminal. */
export function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Progress and notes: standard error, so that they never mix with results. */
export function printNote(line: string): void {
  process.stderr.write(`${line}\n`);
}

export const shown = displayName;

/** Columns padded to their widest cell. */
export function printTable(rows: string[][]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows) {
    printLine(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd());
  }
}

export const iso = (instant: number | null): string | null => (instant === null ? null : new Date(instant).toISOString());
