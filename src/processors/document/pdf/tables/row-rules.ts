import type { Rulings } from './rulings';

/** Where rules and shading divide an area into bands, points from the top. */
export interface RowRules {
  /** Level lines over most of the width. */
  readonly lines: number[];
  /** Upper and lower sides of shaded bands over most of the width. */
  readonly shades: number[];
}

export interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A rule belongs to a table when it, or the pieces of it at one height, cover so much of its width. */
const COVERED = 0.7;
/** And reaches beyond it at most by this share of it. */
const BEYOND = 0.35;
const SAME_HEIGHT = 2;
const WHOLE = 0.9;
const ALIKE = 6;

/** The rules of an area; `margin` above and below are still looked at. */
export function rowRules({ horizontals, shades }: Rulings, area: Area, margin: number): RowRules {
  const near = (y: number): boolean => y > area.top - margin && y < area.bottom + margin;
  const lines = horizontals.filter(({ position }) => near(position)).map(({ position, from, to }) => ({ y: position, from, to }));
  const sides = shades.flatMap(({ x, y, width, height }) => [y, y + height].map((side) => ({ y: side, from: x, to: x + width })));
  return { lines: ofRows(heights(lines, area)), shades: ofRows(heights(sides.filter(({ y }) => near(y)), area)) };
}

interface Height {
  readonly y: number;
  readonly from: number;
  readonly to: number;
  /** Share of the area's width. */
  readonly covered: number;
}

/** Rules and shading of rows go over the whole width, or are each like the others; bars of charts are neither. */
function ofRows(all: Height[]): number[] {
  const likeOthers = ({ from, to }: Height): boolean =>
    all.filter((other) => Math.abs(other.from - from) <= SAME_HEIGHT && Math.abs(other.to - to) <= SAME_HEIGHT).length >= ALIKE;
  return all.filter((height) => height.covered >= WHOLE || likeOthers(height)).map(({ y }) => y);
}

function heights(pieces: { y: number; from: number; to: number }[], { left, right }: Area): Height[] {
  const width = right - left;
  const found: Height[] = [];
  const sorted = pieces.sort((a, b) => a.y - b.y);
  for (let start = 0; start < sorted.length; ) {
    const y = sorted[start]?.y ?? 0;
    let end = start;
    while (end < sorted.length && (sorted[end]?.y ?? 0) - y <= SAME_HEIGHT) end += 1;
    const there = sorted.slice(start, end);
    const covered = there.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, right) - Math.max(from, left)), 0);
    const [from, to] = [Math.min(...there.map((piece) => piece.from)), Math.max(...there.map((piece) => piece.to))];
    const beyond = Math.max(0, left - from) + Math.max(0, to - right);
    if (covered >= COVERED * width && beyond <= BEYOND * width + 40) found.push({ y, from, to, covered: covered / width });
    start = end;
  }
  return found;
}
