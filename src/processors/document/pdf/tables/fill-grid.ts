import type { Fragment } from '../page-fragments';
import { middleOf } from './cell-text';
import { cutFragment } from './cut-fragment';
import type { Grid, GridCell } from './grid';

export interface FilledGrid {
  readonly grid: Grid;
  /** By index of the cell. */
  readonly contents: Fragment[][];
  /** Runs of the page that lie in the grid. */
  readonly used: Set<Fragment>;
  /** Share of the characters that lie inside the cell that got them. */
  readonly insideShare: number;
}

/** Points that text may stick out of its cell. */
const OVERHANG = 2;

/** Gives each run to the cell that holds it; one that crosses sides of cells is cut there. */
export function fillGrid(grid: Grid, fragments: readonly Fragment[]): FilledGrid {
  const { columnEdges, rowEdges, cells } = grid;
  const [left = 0, right = 0] = [columnEdges[0], columnEdges.at(-1)];
  const [top = 0, bottom = 0] = [rowEdges[0], rowEdges.at(-1)];
  const owners = ownersByPlace(grid);
  const sides: number[][] = [];
  const contents: Fragment[][] = cells.map(() => []);
  const used = new Set<Fragment>();
  let inside = 0;
  let all = 0;
  for (const fragment of fragments) {
    const middle = middleOf(fragment);
    if (middle < top || middle > bottom || fragment.x > right || fragment.x + fragment.width < left) continue;
    const overlap = Math.min(right, fragment.x + fragment.width) - Math.max(left, fragment.x);
    if (overlap < fragment.width / 2) continue;
    const row = placeOf(rowEdges, middle);
    const edges = (sides[row] ??= sidesInRow(grid, owners, row));
    used.add(fragment);
    for (const piece of cutFragment(fragment, edges)) {
      const column = placeOf(columnEdges, piece.x + piece.width / 2);
      const owner = owners[row]?.[column];
      const cell = owner === undefined ? undefined : cells[owner];
      if (owner === undefined || !cell) continue;
      contents[owner]?.push(piece);
      all += piece.text.length;
      if (isInside(piece, cell, columnEdges)) inside += piece.text.length;
    }
  }
  return { grid, contents, used, insideShare: all === 0 ? 0 : inside / all };
}

function ownersByPlace({ columnEdges, rowEdges, cells }: Grid): number[][] {
  const owners = Array.from({ length: rowEdges.length - 1 }, () => Array.from({ length: columnEdges.length - 1 }, () => 0));
  for (const [index, { row, column, rowSpan, columnSpan }] of cells.entries()) {
    for (let r = row; r < row + rowSpan; r += 1) owners[r]?.fill(index, column, column + columnSpan);
  }
  return owners;
}

function sidesInRow({ columnEdges }: Grid, owners: number[][], row: number): number[] {
  const inRow = owners[row] ?? [];
  return columnEdges.slice(1, -1).filter((_, index) => inRow[index] !== inRow[index + 1]);
}

/** Which interval between edges a position lies in; the outermost ones go on for ever. */
export function placeOf(edges: readonly number[], position: number): number {
  let place = 0;
  let end = edges.length - 2;
  while (place < end) {
    const middle = (place + end + 1) >> 1;
    if (position >= (edges[middle] ?? Infinity)) place = middle;
    else end = middle - 1;
  }
  return place;
}

function isInside({ x, width }: Fragment, { column, columnSpan }: GridCell, columnEdges: readonly number[]): boolean {
  const [left = 0, right = 0] = [columnEdges[column], columnEdges[column + columnSpan]];
  return x >= left - OVERHANG && x + width <= right + OVERHANG;
}
