import { groupLines } from '../text-lines';
import type { FilledGrid } from './fill-grid';

/** What counts as prose: lines of a cell, characters in a line. */
const MIN_LINES = 6;
const MIN_LENGTH = 24;
/** Share of the characters in prose, and rows at most, of a page that lines divide into areas. */
const IN_PROSE = 0.7;
const MAX_ROWS = 3;

/** Whether lines divide a page into areas: heading, columns, foot. */
export function isPageFrame({ grid, contents }: FilledGrid): boolean {
  const rows = new Set(grid.cells.filter((_, index) => (contents[index]?.length ?? 0) > 0).map(({ row }) => row)).size;
  if (rows > MAX_ROWS) return false;
  let all = 0;
  let inProse = 0;
  for (const pieces of contents) {
    const length = pieces.reduce((sum, { text }) => sum + text.length, 0);
    const lineCount = groupLines(pieces).length;
    all += length;
    if (lineCount >= MIN_LINES && length / lineCount >= MIN_LENGTH) inProse += length;
  }
  return inProse >= IN_PROSE * all;
}
