import type { Fragment } from '../page-fragments';
import { groupLines, partsOf, textOf, type Line } from '../text-lines';
import { advances } from '../word-advances';
import { cellKind } from './column-kinds';
import type { FilledGrid } from './fill-grid';
import type { Grid, GridCell } from './grid';

/** Share of a band's lines that a cell must have to speak for rows, and share of its cells that must. */
const ALIGNED = 0.8;
const SPEAKING = 0.6;
/** Share of line ends that are too early to come from wrapping. */
const DELIBERATE = 0.6;
/** A band that holds less of the table's lines than this is a row of tall cells, unless shading stands for lines. */
const MAIN_PART = 0.5;
const SAME_BASELINE = 0.4;
const CELL_PADDING = 8;
/** Wrapped text seldom comes to so many lines in every cell of a row. */
const MANY = 4;
/** Characters in a line of running text. */
const RUNNING_LENGTH = 26;
/** Points. */
const MIN_ROW = 5;
const NO_WIDTHS = new Map<string, never>();

/**
 * The grid with more rows in those bands where the columns are ruled and the rows are not: where shading ends, else line
 * by line if the lines of several cells stand side by side and end before the cell does. Null where there is no such
 * band. `shadeEdges`: where shading over most of the grid's width begins and ends.
 */
export function splitHiddenRows({ grid, contents }: FilledGrid, shadeEdges: readonly number[]): Grid | null {
  const lines = contents.map((fragments) => (fragments.length > 1 ? groupLines(fragments) : []));
  const bands = grid.rowEdges.slice(1).map((_, row) => distinctBaselines(linesIn(grid, lines, row)));
  const total = bands.reduce((sum, baselines) => sum + Math.max(1, baselines.length), 0);
  const mainPart = shadeEdges.length > 0 ? 0 : MAIN_PART;
  let split = grid;
  for (let row = bands.length - 1; row >= 0; row -= 1) {
    const baselines = bands[row] ?? [];
    const [top = 0, bottom = 0] = grid.rowEdges.slice(row, row + 2);
    const shaded = shadeEdges.filter((y) => y > top + MIN_ROW && y < bottom - MIN_ROW);
    if (shaded.length > 0) {
      split = splitRow(split, row, shaded);
      continue;
    }
    if (baselines.length < 2 || baselines.length < mainPart * total) continue;
    if (areRows(grid, lines, contents, row, baselines)) split = splitRow(split, row, between(baselines));
  }
  return split === grid ? null : split;
}

interface Baseline {
  readonly y: number;
  readonly size: number;
}

function linesIn({ cells }: Grid, lines: Line[][], row: number): Line[][] {
  return lines.filter((_, index) => cells[index]?.row === row && cells[index].rowSpan === 1);
}

function distinctBaselines(cells: Line[][]): Baseline[] {
  const sorted = cells.flat().sort((a, b) => a.y - b.y);
  const distinct: Baseline[] = [];
  for (const { y, size } of sorted) {
    const last = distinct.at(-1);
    if (!last || y - last.y > SAME_BASELINE * Math.max(size, last.size)) distinct.push({ y, size });
  }
  return distinct;
}

function areRows(grid: Grid, lines: Line[][], contents: Fragment[][], row: number, baselines: Baseline[]): boolean {
  const filled = grid.cells.flatMap((cell, index) =>
    cell.row === row && cell.rowSpan === 1 && (contents[index]?.length ?? 0) > 0 ? [{ cell, lines: lines[index] ?? [] }] : [],
  );
  const aligned = filled.filter((entry) => entry.lines.length >= ALIGNED * baselines.length);
  const speaking = aligned.filter((entry) => deliberateShare(grid, entry.cell, entry.lines) >= DELIBERATE);
  if (speaking.length >= Math.max(2, SPEAKING * filled.length)) return true;
  if (aligned.length < filled.length || filled.length < 2) return false;
  const isStackOfFigures = aligned.some((entry) => dataShare(entry.lines.slice(1)) >= DELIBERATE);
  const isShort = aligned.every((entry) => entry.lines.every((line) => textOfLine(line).length < RUNNING_LENGTH));
  return isStackOfFigures || isMultipleRow(grid, row, baselines.length) || (filled.length > 2 && baselines.length >= MANY && isShort);
}

/** Whether a band is as high as so many of the others. */
function isMultipleRow({ rowEdges }: Grid, row: number, count: number): boolean {
  const heights = rowEdges.slice(1).map((edge, index) => edge - (rowEdges[index] ?? edge));
  const others = heights.filter((_, index) => index !== row).sort((a, b) => a - b);
  const usual = others[Math.floor(others.length / 2)] ?? Infinity;
  return Math.abs((heights[row] ?? 0) / usual - count) <= 0.1 * count;
}

/** How many of the lines hold one figure, date or code each. */
function dataShare(lines: Line[]): number {
  return lines.filter((line) => cellKind(textOfLine(line)) !== 'text').length / (lines.length || 1);
}

/** How many of the lines end although the first word of the next would have found room, or hold one figure each. */
function deliberateShare({ columnEdges }: Grid, { column, columnSpan }: GridCell, lines: Line[]): number {
  const room = (columnEdges[column + columnSpan] ?? 0) - (columnEdges[column] ?? 0) - CELL_PADDING;
  let deliberate = 0;
  for (const [index, line] of lines.slice(0, -1).entries()) {
    const next = lines[index + 1];
    if (!next) continue;
    const areData = cellKind(textOfLine(line)) !== 'text' && cellKind(textOfLine(next)) !== 'text';
    if (areData || widthOf(line) + firstWordWidth(next) + 0.3 * line.size < room) deliberate += 1;
  }
  return lines.length < 2 ? 0 : deliberate / (lines.length - 1);
}

function textOfLine({ segments }: Line): string {
  return textOf(partsOf(segments));
}

function widthOf({ segments }: Line): number {
  return (segments.at(-1)?.right ?? 0) - (segments[0]?.left ?? 0);
}

function firstWordWidth(line: Line): number {
  const first = partsOf(line.segments)[0]?.fragment;
  return first ? (advances(first, NO_WIDTHS)[first.text.search(/\s|$/)] ?? first.width) : 0;
}

function between(baselines: Baseline[]): number[] {
  return baselines.slice(1).map(({ y, size }, index) => {
    const above = baselines[index]?.y ?? y;
    return (above + 0.2 * size + (y - 0.8 * size)) / 2;
  });
}

function splitRow(grid: Grid, row: number, cuts: number[]): Grid {
  const cells = grid.cells.flatMap((cell): GridCell[] => {
    if (cell.row > row) return [{ ...cell, row: cell.row + cuts.length }];
    if (cell.row + cell.rowSpan <= row) return [cell];
    if (cell.rowSpan > 1) return [{ ...cell, rowSpan: cell.rowSpan + cuts.length }];
    return [0, ...cuts].map((_, index) => ({ ...cell, row: row + index }));
  });
  return {
    ...grid,
    rowEdges: [...grid.rowEdges.slice(0, row + 1), ...cuts, ...grid.rowEdges.slice(row + 1)],
    cells: cells.sort((a, b) => a.row - b.row || a.column - b.column),
  };
}
