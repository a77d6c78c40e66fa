import { cutAtUnits } from '../kit/text-keeper';

/** Rows shown in the preview. */
export const SAMPLE_ROWS = 20;
/** Columns named and shown; wider tables are counted, not shown. */
export const MAX_COLUMNS = 200;
/** UTF-16 units of one cell or column name in a report. */
const MAX_CELL_UNITS = 200;

export function capCell(text: string): string {
  return text.length > MAX_CELL_UNITS ? `${cutAtUnits(text, MAX_CELL_UNITS - 1)}…` : text;
}

export function capRow(row: string[]): string[] {
  return row.slice(0, MAX_COLUMNS).map(capCell);
}

/** Names for columns without a header: "Column 1" … */
export function numberedColumns(count: number): string[] {
  return Array.from({ length: Math.min(count, MAX_COLUMNS) }, (_, index) => `Column ${index + 1}`);
}
