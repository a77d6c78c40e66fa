import type { Fragment } from '../page-fragments';
import type { FilledGrid } from './fill-grid';

/** Share of a font size in which baselines agree, and how far apart in the file neighbours in a row are. */
const SAME_BASELINE = 0.3;
const NEXT_IN_FILE = 4;
/** Share of the rows that must go on outside. */
const GOING_ON = 0.6;

/** Whether most rows of a grid go on to its left or right: then the lines draw a part of the table only. */
export function isCutOff({ grid, contents, used }: FilledGrid, fragments: readonly Fragment[]): boolean {
  const outside = fragments.filter((fragment) => !used.has(fragment));
  const rows = grid.rowEdges.slice(1).map((_, row) => contents.flatMap((pieces, index) => (grid.cells[index]?.row === row ? pieces : [])));
  const withText = rows.filter((pieces) => pieces.length > 0);
  const [left = 0, right = 0] = [grid.columnEdges[0], grid.columnEdges.at(-1)];
  const goesOn = (isBeyond: (fragment: Fragment) => boolean): number =>
    withText.filter((pieces) => pieces.some((piece) => outside.some((other) => isBeyond(other) && areNeighbours(piece, other)))).length;
  const limit = GOING_ON * withText.length;
  return goesOn(({ x, width }) => x + width / 2 < left) >= limit || goesOn(({ x, width }) => x + width / 2 > right) >= limit;
}

function areNeighbours(one: Fragment, other: Fragment): boolean {
  return Math.abs(one.y - other.y) <= SAME_BASELINE * one.size && Math.abs(one.order - other.order) <= NEXT_IN_FILE;
}
