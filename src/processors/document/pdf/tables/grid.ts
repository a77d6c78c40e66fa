import { connectRulings, type Lattice } from './connected-rulings';
import type { Ruling } from './rulings';
import { Union } from './union';

/** A cell and the places that it covers. */
export interface GridCell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

export interface Grid {
  readonly columnEdges: number[];
  readonly rowEdges: number[];
  /** In reading order; together they cover every place once. */
  readonly cells: GridCell[];
  /** Share of the sides of cells that are drawn; the outermost count only where lines draw them at all. */
  readonly drawnShare: number;
  /** Share of the places in areas that are no rectangles: what lies between the boxes of a diagram. */
  readonly oddShare: number;
}

/** Points. */
const SAME_EDGE = 3;
const MIN_CELL = 4;
/** A side counts as drawn from so much of its length on. */
const DRAWN = 0.7;
const MAX_PLACES = 20_000;

/** The grids of cells that lines draw. Where only the outermost sides are missing, the ends of the other lines stand for them. */
export function findGrids(horizontals: readonly Ruling[], verticals: readonly Ruling[]): Grid[] {
  return connectRulings(horizontals, verticals).flatMap((lattice) => toGrid(lattice) ?? []);
}

interface Edge {
  readonly position: number;
  /** By where they begin. */
  readonly rulings: Ruling[];
}

function toGrid(lattice: Lattice): Grid | null {
  const columns = withOuterEdges(toEdges(lattice.verticals), lattice.horizontals);
  const rows = withOuterEdges(toEdges(lattice.horizontals), lattice.verticals);
  const [width, height] = [columns.length - 1, rows.length - 1];
  if (width < 1 || height < 1 || width * height > MAX_PLACES || width * height < 2) return null;
  const columnEdges = columns.map(({ position }) => position);
  const rowEdges = rows.map(({ position }) => position);

  const union = new Union(width * height);
  let sides = 0;
  let drawn = 0;
  const see = (edge: Edge | undefined, from: number, to: number): boolean => {
    if (edge?.rulings.length === 0) return true;
    const isDrawn = edge !== undefined && covered(edge.rulings, from, to) >= DRAWN * (to - from);
    sides += 1;
    if (isDrawn) drawn += 1;
    return isDrawn;
  };
  for (let row = 0; row < height; row += 1) {
    const [top = 0, bottom = 0] = rowEdges.slice(row, row + 2);
    for (let column = 0; column < width; column += 1) {
      const [left = 0, right = 0] = columnEdges.slice(column, column + 2);
      const place = row * width + column;
      if (column === 0) see(columns[0], top, bottom);
      if (row === 0) see(rows[0], left, right);
      const closedRight = see(columns[column + 1], top, bottom);
      const closedBelow = see(rows[row + 1], left, right);
      if (!closedRight && column + 1 < width) {
        sides -= 1;
        union.join(place, place + 1);
      }
      if (!closedBelow && row + 1 < height) {
        sides -= 1;
        union.join(place, place + width);
      }
    }
  }
  const { cells, oddPlaces } = toCells(union, width);
  const drawnShare = drawn / Math.max(1, sides + oddPlaces);
  return { columnEdges, rowEdges, cells, drawnShare, oddShare: oddPlaces / (width * height) };
}

/** Positions that nearly coincide are one edge, and no two edges leave less room than a line of text needs. */
function toEdges(rulings: readonly Ruling[]): Edge[] {
  const edges: { first: number; last: number; rulings: Ruling[] }[] = [];
  for (const ruling of [...rulings].sort((a, b) => a.position - b.position)) {
    const edge = edges.at(-1);
    if (edge && (ruling.position - edge.first <= SAME_EDGE || ruling.position - edge.last < MIN_CELL - SAME_EDGE)) {
      edge.rulings.push(ruling);
      edge.last = ruling.position;
    } else {
      edges.push({ first: ruling.position, last: ruling.position, rulings: [ruling] });
    }
  }
  return edges.map(({ first, last, rulings: members }) => ({
    position: (first + last) / 2,
    rulings: members.sort((a, b) => a.from - b.from),
  }));
}

/** Crossing lines, two if there are as many, that end at one place beyond the outermost edge show where the table ends. */
function withOuterEdges(edges: Edge[], crossing: readonly Ruling[]): Edge[] {
  const ends = (pick: (ruling: Ruling) => number, outermost: number): Edge[] => {
    const there = crossing.filter((ruling) => Math.abs(pick(ruling) - outermost) <= SAME_EDGE);
    return there.length >= Math.min(2, crossing.length) ? [{ position: outermost, rulings: [] }] : [];
  };
  const first = Math.min(...crossing.map(({ from }) => from));
  const last = Math.max(...crossing.map(({ to }) => to));
  const before = (edges[0]?.position ?? Infinity) - first > MIN_CELL * 2 ? ends(({ from }) => from, first) : [];
  const after = last - (edges.at(-1)?.position ?? -Infinity) > MIN_CELL * 2 ? ends(({ to }) => to, last) : [];
  return [...before, ...edges, ...after];
}

function covered(rulings: readonly Ruling[], from: number, to: number): number {
  let sum = 0;
  let reached = from;
  for (const ruling of rulings) {
    const start = Math.max(reached, ruling.from - SAME_EDGE);
    const end = Math.min(to, ruling.to + SAME_EDGE);
    if (end > start) {
      sum += end - start;
      reached = end;
    }
  }
  return sum;
}

/** Places without a line between them are one cell if they form a rectangle; else each stays alone, as nothing closes it. */
function toCells(union: Union, width: number): { cells: GridCell[]; oddPlaces: number } {
  const cells: GridCell[] = [];
  let oddPlaces = 0;
  for (const places of union.groups()) {
    const rows = places.map((place) => Math.floor(place / width));
    const columns = places.map((place) => place % width);
    const [row, column] = [Math.min(...rows), Math.min(...columns)];
    const rowSpan = Math.max(...rows) - row + 1;
    const columnSpan = Math.max(...columns) - column + 1;
    if (rowSpan * columnSpan === places.length) {
      cells.push({ row, column, rowSpan, columnSpan });
    } else {
      oddPlaces += places.length;
      for (const place of places) cells.push({ row: Math.floor(place / width), column: place % width, rowSpan: 1, columnSpan: 1 });
    }
  }
  cells.sort((a, b) => a.row - b.row || a.column - b.column);
  return { cells, oddPlaces };
}
