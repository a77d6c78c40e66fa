import type { Fragment } from '../page-fragments';
import type { FilledGrid } from './fill-grid';

/** Share of a font size in which baselines agree. */
const SAME_BASELINE = 0.3;
/** How far apart in the file neighbours in a row are. */
const NEARBY = [-4, -3, -2, -1, 1, 2, 3, 4];
/** Share of the rows that must go on outside. */
const GOING_ON = 0.6;

/** Whether most rows of a grid go on to its left or right: then the lines draw a part of the table only. */
export function isCutOff({ grid, contents, used }: FilledGrid, fragments: readonly Fragment[]): boolean {
  const [top = 0, bottom = 0] = [grid.rowEdges[0], grid.rowEdges.at(-1)];
  const outside = new Map<number, Fragment>();
  for (const fragment of fragments) {
    if (fragment.y > top && fragment.y < bottom + fragment.size && !used.has(fragment)) outside.set(fragment.order, fragment);
  }
  const neighbours = ({ y, size, order }: Fragment): Fragment[] =>
    NEARBY.flatMap((step) => outside.get(order + step) ?? []).filter((other) => Math.abs(other.y - y) <= SAME_BASELINE * size);
  const rows = grid.rowEdges.slice(1).map((_, row) => contents.flatMap((pieces, index) => (grid.cells[index]?.row === row ? pieces : [])));
  const withText = rows.filter((pieces) => pieces.length > 0);
  const [left = 0, right = 0] = [grid.columnEdges[0], grid.columnEdges.at(-1)];
  const goesOn = (isBeyond: (fragment: Fragment) => boolean): number =>
    withText.filter((pieces) => pieces.some((piece) => neighbours(piece).some(isBeyond))).length;
  const limit = GOING_ON * withText.length;
  return goesOn(({ x, width }) => x + width / 2 < left) >= limit || goesOn(({ x, width }) => x + width / 2 > right) >= limit;
}
