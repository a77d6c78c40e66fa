import { groupLines } from '../text-lines';
import { placeOf, type FilledGrid } from './fill-grid';
import type { Grid, GridCell } from './grid';

/** Points that a piece may reach over its column. */
const OVERHANG = 2;

/**
 * The grid with those cells divided that cover several columns and hold pieces of text that keep to these columns: only
 * the lines between them are missing. Null where there is none.
 */
export function splitHiddenColumns({ grid, contents }: FilledGrid): Grid | null {
  let isSplit = false;
  const cells = grid.cells.flatMap((cell, index): GridCell[] => {
    if (cell.columnSpan === 1 || !keepsToColumns(grid, contents[index] ?? [])) return [cell];
    isSplit = true;
    return Array.from({ length: cell.columnSpan }, (_, place) => ({ ...cell, column: cell.column + place, columnSpan: 1 }));
  });
  return isSplit ? { ...grid, cells: cells.sort((a, b) => a.row - b.row || a.column - b.column) } : null;
}

function keepsToColumns({ columnEdges }: Grid, contents: FilledGrid['contents'][number]): boolean {
  const lines = groupLines(contents);
  if (!lines.some(({ segments }) => segments.length > 1)) return false;
  const segments = lines.flatMap((line) => line.segments);
  const columns = new Set<number>();
  for (const { left, right } of segments) {
    const column = placeOf(columnEdges, (left + right) / 2);
    const [from = 0, to = 0] = columnEdges.slice(column, column + 2);
    if (left < from - OVERHANG || right > to + OVERHANG) return false;
    columns.add(column);
  }
  return columns.size > 1;
}
