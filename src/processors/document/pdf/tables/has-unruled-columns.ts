import { groupLines } from '../text-lines';
import type { FilledGrid } from './fill-grid';

/** Share of a column's cells, and number of them, that must hold words far apart. */
const MOST = 0.6;
const AT_LEAST = 3;

/** Whether a column of a grid is several columns to the eye: most of its cells hold words far apart on one line. */
export function hasUnruledColumns({ grid, contents }: FilledGrid): boolean {
  return grid.columnEdges.slice(1).some((_, column) => {
    const cells = contents.filter((pieces, index) => grid.cells[index]?.column === column && pieces.length > 0);
    const divided = cells.filter((pieces) =>
      groupLines(pieces).some(({ segments }) => segments.filter(({ length }) => length > 1).length > 1),
    );
    return divided.length >= AT_LEAST && divided.length >= MOST * cells.length;
  });
}
