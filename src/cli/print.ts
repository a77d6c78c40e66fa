import { displayName } from '../shared/model/display-name';

/** One JSON value per line, and nothing else on standard output. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

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
