import { COLUMNS, type Column, type FlowLink, type Grouped, type ShownPart } from './group-parts';

export const BOX = 46;
/** Between two boxes of a column: at least, and where there is room. */
const BETWEEN = 10;
const MOST_BETWEEN = 60;
const HEAD = 26;
const EDGE = 2;
/** What passes a column without a box in it runs below its boxes. */
const BYPASS = 14;
const LEAST_BOX = 124;
const MOST_BOX = 216;
const LEAST_GAP = 56;
const THINNEST = 1.25;
const THICKEST = 11;
/** A column is brought to the middle of one that is taller, but not further down. */
const MOST_SHIFT = 220;
const STEP = 6;

export interface PlacedPart {
  part: ShownPart;
  x: number;
  y: number;
  width: number;
}

export interface PlacedLink {
  link: FlowLink;
  /** Of an SVG path. */
  path: string;
  thickness: number;
  /** Places where its label may stand, best first. */
  spots: readonly Point[];
  /** Points on it, from its beginning to its end, a few pixels apart. */
  course: readonly Point[];
}

export interface Point {
  x: number;
  y: number;
}

export interface FlowLayout {
  width: number;
  height: number;
  parts: PlacedPart[];
  links: PlacedLink[];
  heads: { column: Column; x: number; width: number }[];
  /** Room between two columns. */
  gap: number;
}

/** Thicker the more pass in a minute, by doubling: what is many times more is still seen beside what is little. */
export function thicknessOf({ perMinute }: Pick<FlowLink, 'perMinute'>): number {
  return Math.min(THICKEST, perMinute > 0 ? 1.25 + 1.1 * Math.log2(1 + perMinute) : THINNEST);
}

/** Where each box and each connection of the picture lies, in a picture of the given size or as large as it must be. */
export function layOutFlow({ parts, links }: Grouped, width: number, height = 0): FlowLayout {
  const columns = COLUMNS.filter((column) => parts.some((part) => part.column === column));
  const count = Math.max(1, columns.length);
  const box = Math.max(LEAST_BOX, Math.min(MOST_BOX, (width - (count - 1) * 96) / count));
  const gap = count > 1 ? Math.max(LEAST_GAP, (width - 2 * EDGE - count * box) / (count - 1)) : 0;
  const inColumn = columns.map((column) => parts.filter((part) => part.column === column));
  const columnOf = new Map(parts.map((part) => [part.id, columns.indexOf(part.column)]));
  const drawn = links.filter(({ from, to }) => columnOf.has(from) && columnOf.has(to));
  const bypassing = (at: number): FlowLink[] => drawn.filter(({ from, to }) => (columnOf.get(from) ?? 0) < at && (columnOf.get(to) ?? 0) > at);
  const below = inColumn.map((_, at) => (bypassing(at).length > 0 ? BYPASS + bypassing(at).reduce((sum, link) => sum + thicknessOf(link) + 3, 0) : 0));
  const room = height - HEAD - EDGE;
  const fitting = inColumn.flatMap((all, at) => (all.length > 1 ? [(room - (below[at] ?? 0) - all.length * BOX) / (all.length - 1)] : []));
  const between = Math.max(BETWEEN, Math.floor(Math.min(MOST_BETWEEN, ...fitting)));
  const heights = inColumn.map((all, at) => all.length * (BOX + between) - between + (below[at] ?? 0));
  const tallest = Math.max(0, ...heights);

  const placed = inColumn.flatMap((all, at): PlacedPart[] => {
    const shift = Math.min(MOST_SHIFT, Math.max(0, (tallest - (heights[at] ?? 0)) / 2));
    return all.map((part, row) => ({ part, x: EDGE + at * (box + gap), y: HEAD + shift + row * (BOX + between), width: box }));
  });
  const byId = new Map(placed.map((one) => [one.part.id, one]));
  const foot = (at: number): number => Math.max(HEAD, ...placed.filter(({ part }) => columnOf.get(part.id) === at).map(({ y }) => y + BOX));

  return {
    width: Math.max(width, 2 * EDGE + count * box + (count - 1) * gap),
    height: HEAD + tallest + EDGE,
    parts: placed,
    links: placeLinks(drawn, byId, columnOf, (at) => ({ x: EDGE + at * (box + gap), width: box, foot: foot(at) })),
    heads: columns.map((column, at) => ({ column, x: EDGE + at * (box + gap), width: box })),
    gap,
  };
}

interface ColumnPlace {
  x: number;
  width: number;
  foot: number;
}

function placeLinks(
  links: readonly FlowLink[],
  byId: ReadonlyMap<string, PlacedPart>,
  columnOf: ReadonlyMap<string, number>,
  columnAt: (at: number) => ColumnPlace,
): PlacedLink[] {
  const yOf = (id: string): number => byId.get(id)?.y ?? 0;
  const ends = { from: slots(links, 'from', byId, (link) => yOf(link.to)), to: slots(links, 'to', byId, (link) => yOf(link.from)) };
  const used = new Map<number, number>();
  return links
    .toSorted((a, b) => yOf(a.from) - yOf(b.from) || yOf(a.to) - yOf(b.to))
    .flatMap((link): PlacedLink[] => {
      const [from, to] = [byId.get(link.from), byId.get(link.to)];
      if (!from || !to) return [];
      const thickness = thicknessOf(link);
      const points: Point[] = [{ x: from.x + from.width, y: ends.from.get(link) ?? from.y }];
      for (let at = (columnOf.get(link.from) ?? 0) + 1; at < (columnOf.get(link.to) ?? 0); at += 1) {
        const { x, width, foot } = columnAt(at);
        const y = foot + BYPASS + (used.get(at) ?? 0) + thickness / 2;
        used.set(at, (used.get(at) ?? 0) + thickness + 3);
        points.push({ x, y }, { x: x + width, y });
      }
      points.push({ x: to.x, y: ends.to.get(link) ?? to.y });
      return [{ link, thickness, path: pathThrough(points), spots: spotsOn(points), course: courseOf(points) }];
    });
}

/** Connections of one box share its side, in the order of where they lead. */
function slots(links: readonly FlowLink[], end: 'from' | 'to', byId: ReadonlyMap<string, PlacedPart>, order: (link: FlowLink) => number): Map<FlowLink, number> {
  const places = new Map<FlowLink, number>();
  const sides = new Map<string, FlowLink[]>();
  for (const link of links) sides.set(link[end], [...(sides.get(link[end]) ?? []), link]);
  for (const [id, side] of sides) {
    const sorted = side.toSorted((a, b) => order(a) - order(b));
    const wanted = sorted.map((link) => thicknessOf(link) + 2);
    const all = wanted.reduce((sum, one) => sum + one, 0);
    const scale = Math.min(1, (BOX - 8) / all);
    let y = (byId.get(id)?.y ?? 0) + BOX / 2 - (all * scale) / 2;
    sorted.forEach((link, at) => {
      const share = (wanted[at] ?? 0) * scale;
      places.set(link, y + share / 2);
      y += share;
    });
  }
  return places;
}

const round = (value: number): number => Math.round(value * 10) / 10;
const written = ({ x, y }: Point): string => `${round(x)} ${round(y)}`;

/** Curves between columns, straight below the boxes of one. */
function pathThrough(points: readonly Point[]): string {
  return points.reduce((path, point, at) => {
    const before = points[at - 1];
    if (!before) return `M${written(point)}`;
    if (before.y === point.y) return `${path} L${written(point)}`;
    const middle = (before.x + point.x) / 2;
    return `${path} C${written({ x: middle, y: before.y })} ${written({ x: middle, y: point.y })} ${written(point)}`;
  }, '');
}

/** On the first curve, from its middle outwards; then on the last one. */
function spotsOn(points: readonly Point[]): Point[] {
  const curve = (a: Point | undefined, b: Point | undefined): Point[] => (a && b ? [0.5, 0.38, 0.62, 0.28, 0.72, 0.2, 0.8].map((t) => onCurve(a, b, t)) : []);
  return points.length === 2 ? curve(points[0], points[1]) : [...curve(points[0], points[1]), ...curve(points.at(-2), points.at(-1))];
}

/** As finely as a label is high. */
const courseOf = (points: readonly Point[]): Point[] => points.flatMap((b, at) => {
  const a = points[at - 1];
  if (!a) return [b];
  const steps = Math.max(2, Math.ceil((Math.abs(b.x - a.x) + Math.abs(b.y - a.y)) / STEP));
  return Array.from({ length: steps }, (_, step) => onCurve(a, b, (step + 1) / steps));
});

function onCurve(a: Point, b: Point, t: number): Point {
  const middle = (a.x + b.x) / 2;
  const at = (p0: number, p1: number, p2: number, p3: number): number => (1 - t) ** 3 * p0 + 3 * (1 - t) ** 2 * t * p1 + 3 * (1 - t) * t ** 2 * p2 + t ** 3 * p3;
  return { x: at(a.x, middle, middle, b.x), y: at(a.y, a.y, b.y, b.y) };
}
