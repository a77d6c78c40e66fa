import type { Line, Segment } from '../text-lines';

/** Shares of the size of the type. A narrower strip is a space between words. */
const MIN_WIDTH = 0.6;
/** A wider one is no better. */
const FULL_WIDTH = 1;
/** Neighbouring lines that overlap by more of their height stand beside one another. */
const BESIDE = 0.9;
/** Lines on each side. */
const MIN_LINES = 3;
/** Share of the lines of a strip. */
const SAME_LINES = 0.7;
const MAX_GUTTERS = 200;
/** Steps from line to line, for all gutters of a page's part. */
const MAX_STEPS = 200_000;

/** An upright strip without text, and the lines that it runs through: from the first to the last that has text beside it. */
export interface Gutter {
  readonly left: number;
  readonly right: number;
  readonly first: number;
  readonly last: number;
}

/**
 * The upright strips of white between pieces of text, each as long as no line crosses it, the best first. They are the
 * tall ones among the maximal empty rectangles of Breuel, "Two geometric algorithms for layout analysis" (2002), and are
 * found line by line instead of by branch and bound: every gap within a line is made longer upwards and downwards, and
 * narrower where a line reaches into it.
 */
export function findGutters(lines: readonly Line[]): Gutter[] {
  const found: Gutter[] = [];
  let steps = 0;
  const consider = (index: number, left: number, right: number, size: number): void => {
    if (right - left < MIN_WIDTH * size || steps > MAX_STEPS || found.length >= MAX_GUTTERS) return;
    if (found.some((gutter) => gutter.first <= index && index <= gutter.last && gutter.left < right && gutter.right > left)) return;
    const strip = grow(lines, { left, right, first: index, last: index }, size);
    steps += strip.last - strip.first + 1;
    const gutter = withTextBeside(lines, strip);
    if (gutter) found.push(gutter);
  };
  for (const [i, { segments, size, y }] of lines.entries()) {
    for (let k = 1; k < segments.length; k += 1) consider(i, (segments[k - 1] as Segment).right, (segments[k] as Segment).left, size);
    const next = lines[i + 1];
    if (!next || next.y - y >= BESIDE * Math.min(size, next.size)) continue;
    const both = [...segments, ...next.segments].sort((a, b) => a.left - b.left);
    for (let k = 1; k < both.length; k += 1) consider(i, (both[k - 1] as Segment).right, (both[k] as Segment).left, Math.max(size, next.size));
  }
  const size = lines[lines.length >> 1]?.size ?? 1;
  const sorted = found.sort((a, b) => worthOf(lines, b, size) - worthOf(lines, a, size));
  return sorted.filter((gutter, i) => !sorted.slice(0, i).some((better) => isPartOf(gutter, better)));
}

/** Whether a strip runs through most of the lines of a better one, at the same place: what it has more is by chance. */
function isPartOf(gutter: Gutter, better: Gutter): boolean {
  const shared = Math.min(gutter.last, better.last) - Math.max(gutter.first, better.first) + 1;
  return gutter.left < better.right && gutter.right > better.left && shared >= SAME_LINES * (gutter.last - gutter.first + 1);
}

/**
 * The best strip through a gap: longer ones count for more than wide ones, but not when they only squeeze through beside
 * a line that belongs to something else.
 */
function grow(lines: readonly Line[], gap: Gutter, size: number): Gutter {
  let strip = gap;
  let best = gap;
  let bestWorth = 0;
  for (;;) {
    strip = lengthen(lines, strip);
    const worth = worthOf(lines, strip, size);
    if (worth > bestWorth) [best, bestWorth] = [strip, worth];
    const above = squeeze(lines, strip, strip.first - 1);
    const below = squeeze(lines, strip, strip.last + 1);
    const wider = widthOf(below) >= widthOf(above) ? below : above;
    if (!wider || widthOf(wider) < MIN_WIDTH * size) return best;
    strip = wider;
  }
}

function widthOf(strip: Gutter | null): number {
  return strip ? strip.right - strip.left : 0;
}

function worthOf(lines: readonly Line[], strip: Gutter, size: number): number {
  const height = (lines[strip.last] as Line).y - (lines[strip.first] as Line).y;
  return (height + 1) ** 2 * Math.min(widthOf(strip), FULL_WIDTH * size);
}

/** As far up and down as no line reaches into the strip. */
function lengthen(lines: readonly Line[], { left, right, first, last }: Gutter): Gutter {
  const isClear = ({ segments }: Line): boolean => segments.every((segment) => segment.right <= left || segment.left >= right);
  while (last + 1 < lines.length && isClear(lines[last + 1] as Line)) last += 1;
  while (first > 0 && isClear(lines[first - 1] as Line)) first -= 1;
  return { left, right, first, last };
}

/** The strip with a further line, as wide as that leaves it. */
function squeeze(lines: readonly Line[], strip: Gutter, index: number): Gutter | null {
  const line = lines[index];
  if (!line) return null;
  let { left, right } = strip;
  for (const segment of line.segments) {
    if (segment.right <= left || segment.left >= right) continue;
    const cutsLeft = segment.left <= left || (segment.right < right && segment.left - left < right - segment.right);
    if (cutsLeft) left = segment.right;
    else right = segment.left;
  }
  return { left, right, first: Math.min(strip.first, index), last: Math.max(strip.last, index) };
}

/** Ends the strip where the one or the other side has no more text; null when there is too little on a side. */
function withTextBeside(lines: readonly Line[], { left, right, first, last }: Gutter): Gutter | null {
  const before = new Ends();
  const after = new Ends();
  for (let i = first; i <= last; i += 1) {
    const { segments } = lines[i] as Line;
    if ((segments[0]?.left ?? right) < left) before.add(i);
    if ((segments.at(-1)?.right ?? left) > right) after.add(i);
  }
  if (Math.min(before.count, after.count) < MIN_LINES) return null;
  const ends = { first: Math.max(before.first, after.first), last: Math.min(before.last, after.last) };
  return ends.first < ends.last ? { left, right, ...ends } : null;
}

class Ends {
  first = Infinity;
  last = -1;
  count = 0;

  add(index: number): void {
    if (this.count === 0) this.first = index;
    this.last = index;
    this.count += 1;
  }
}

/** What stands left and right of a gutter. */
export function sidesOf(lines: readonly Line[], { left, right }: Gutter): [Line[], Line[]] {
  return [side(lines, (segment) => segment.right <= left), side(lines, (segment) => segment.left >= right)];
}

function side(lines: readonly Line[], belongs: (segment: Segment) => boolean): Line[] {
  const own: Line[] = [];
  for (const line of lines) {
    const segments = line.segments.filter(belongs);
    if (segments.length > 0) own.push(segments.length === line.segments.length ? line : { ...line, segments });
  }
  return own;
}
