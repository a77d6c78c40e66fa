import type { Fragment } from '../page-fragments';
import { cellText } from './cell-text';
import { fillGrid, type FilledGrid } from './fill-grid';
import { MIN_SCORE, type FoundTable } from './found-table';
import type { Grid } from './grid';
import { hasUnruledColumns } from './has-unruled-columns';
import { splitHiddenColumns } from './hidden-columns';
import { splitHiddenRows } from './hidden-rows';
import { isCutOff } from './is-cut-off';
import { isPageFrame } from './is-page-frame';
import { rowRules } from './row-rules';
import type { Rulings } from './rulings';

/** Share of the cells that must have text. */
const MIN_FILLED = 0.2;
/** Share of the sides of cells that must be drawn. */
const MIN_DRAWN = 0.8;
/** Share of the places that may lie in areas that are no rectangles. */
const MAX_ODD = 0.25;

export interface Candidate {
  readonly table: FoundTable;
  readonly used: Set<Fragment>;
}

/** The table that a grid makes of the text in it; null where it is a frame, a diagram, or an empty form. */
export function ruledTable(grid: Grid, fragments: readonly Fragment[], rulings: Rulings): Candidate | null {
  const byLines = fillGrid(grid, fragments);
  if (byLines.used.size === 0 || isCutOff(byLines, fragments)) return null;
  const withColumns = splitHiddenColumns(byLines);
  const inColumns = withColumns ? fillGrid(withColumns, fragments) : byLines;
  const split = splitHiddenRows(inColumns, shadeEdges(grid, rulings));
  const filled = split ? fillGrid(split, fragments) : inColumns;
  if (!isTable(filled) || hasUnruledColumns(filled) || isPageFrame(filled)) return null;
  const table = toTable(filled, split === null);
  return table.score < MIN_SCORE ? null : { table, used: filled.used };
}

function shadeEdges({ columnEdges, rowEdges }: Grid, rulings: Rulings): number[] {
  const area = { left: columnEdges[0] ?? 0, right: columnEdges.at(-1) ?? 0, top: rowEdges[0] ?? 0, bottom: rowEdges.at(-1) ?? 0 };
  return rowRules(rulings, area, 0).shades;
}

function isTable({ grid, contents }: FilledGrid): boolean {
  const withText = grid.cells.filter((_, index) => (contents[index]?.length ?? 0) > 0);
  const rows = new Set(withText.map(({ row }) => row)).size;
  const columns = new Set(withText.map(({ column }) => column)).size;
  const sharesRow = withText.some((cell, index) => withText[index + 1]?.row === cell.row);
  return rows >= 2 && columns >= 2 && sharesRow && withText.length >= MIN_FILLED * grid.cells.length && grid.drawnShare >= MIN_DRAWN && grid.oddShare <= MAX_ODD;
}

function toTable({ grid, contents, insideShare }: FilledGrid, isRuled: boolean): FoundTable {
  const { columnEdges, rowEdges, cells, drawnShare } = grid;
  const rows = Array.from({ length: rowEdges.length - 1 }, () => Array.from({ length: columnEdges.length - 1 }, () => ''));
  for (const [index, { row, column }] of cells.entries()) {
    const line = rows[row];
    if (line) line[column] = cellText(contents[index] ?? []);
  }
  const filledShare = contents.filter((fragments) => fragments.length > 0).length / cells.length;
  const score = insideShare ** 2 * (0.8 + 0.2 * drawnShare) * (0.8 + 0.2 * Math.min(1, filledShare * 2)) * (isRuled ? 1 : 0.85);
  const [x = 0, right = 0] = [columnEdges[0], columnEdges.at(-1)];
  const [y = 0, bottom = 0] = [rowEdges[0], rowEdges.at(-1)];
  return {
    rows,
    score: Math.round(score * 100) / 100,
    isRuled,
    box: { x, y, width: right - x, height: bottom - y },
    columnEdges: [...columnEdges],
    rowEdges: [...rowEdges],
    spans: cells.filter(({ rowSpan, columnSpan }) => rowSpan > 1 || columnSpan > 1),
  };
}
