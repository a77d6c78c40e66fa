import type { Fragment } from './page-fragments';
import { attachSmallPrint, type Baseline } from './small-print';

/** Shares of the font size. */
const SAME_LINE = 0.4;
const WORD_GAP = 0.13;
/** A wider gap may be the gutter between columns, or between cells of a table. */
const SEGMENT_GAP = 0.7;
/** The same run drawn again so near is there for boldness or shadow. */
const DOUBLE_STRIKE = 0.15;
const MAX_STRIKES = 20;

/** Neighbouring runs on one baseline without a wide gap between them. */
export interface Segment {
  readonly fragments: Fragment[];
  readonly left: number;
  readonly right: number;
  readonly size: number;
  readonly length: number;
  readonly order: number;
}

/** Everything on one baseline, from left to right. */
export interface Line {
  readonly y: number;
  readonly size: number;
  readonly segments: Segment[];
}

/** Groups runs by baseline, from top to bottom; raised and lowered small print belongs to the line it touches. */
export function groupLines(fragments: Fragment[]): Line[] {
  const groups: Baseline[] = [];
  for (const fragment of [...fragments].sort((a, b) => a.y - b.y || a.x - b.x)) {
    const group = groups.at(-1);
    if (group && Math.abs(fragment.y - group.y) <= SAME_LINE * Math.min(group.size, fragment.size)) {
      group.fragments.push(fragment);
      if (fragment.size > group.size) {
        group.size = fragment.size;
        group.y = fragment.y;
      }
    } else {
      groups.push({ y: fragment.y, size: fragment.size, fragments: [fragment] });
    }
  }
  return attachSmallPrint(groups).map(({ y, size, fragments: members }) => ({ y, size, segments: toSegments(members) }));
}

/** Every run a line of its own, as the file has them: for pages with too many runs to put in order. */
export function linesInFileOrder(fragments: Fragment[]): Line[] {
  return fragments.map((fragment) => ({ y: fragment.y, size: fragment.size, segments: [toSegment([fragment])] }));
}

function toSegments(fragments: Fragment[]): Segment[] {
  const sorted = [...fragments].sort((a, b) => a.x - b.x || a.order - b.order);
  const segments: Segment[] = [];
  let current: Fragment[] = [];
  let right = 0;
  for (const fragment of sorted) {
    if (isStruckAgain(fragment, current)) continue;
    if (current.length > 0 && fragment.x - right > SEGMENT_GAP * fragment.size) {
      segments.push(toSegment(current));
      current = [];
    }
    right = current.length === 0 ? fragment.x + fragment.width : Math.max(right, fragment.x + fragment.width);
    current.push(fragment);
  }
  if (current.length > 0) segments.push(toSegment(current));
  return segments;
}

function isStruckAgain(fragment: Fragment, before: Fragment[]): boolean {
  const near = DOUBLE_STRIKE * fragment.size;
  for (let i = before.length - 1; i >= Math.max(0, before.length - MAX_STRIKES); i -= 1) {
    const other = before[i] as Fragment;
    if (fragment.x - other.x > near) return false;
    if (other.text === fragment.text && Math.abs(other.y - fragment.y) <= near) return true;
  }
  return false;
}

function toSegment(fragments: Fragment[]): Segment {
  return {
    fragments,
    left: Math.min(...fragments.map(({ x }) => x)),
    right: Math.max(...fragments.map(({ x, width }) => x + width)),
    size: Math.max(...fragments.map(({ size }) => size)),
    length: fragments.reduce((sum, { text }) => sum + text.length, 0),
    order: Math.min(...fragments.map(({ order }) => order)),
  };
}

/** A run in its place in the sentence. */
export interface LinePart {
  readonly fragment: Fragment;
  /** The eye sees a space in front of it. */
  readonly hasSpaceBefore: boolean;
}

/** The runs of one line in the order of reading. */
export function partsOf(segments: readonly Segment[]): LinePart[] {
  const fragments = inWritingOrder(segments.flatMap((segment) => segment.fragments));
  return fragments.map((fragment, i) => ({ fragment, hasSpaceBefore: i > 0 && isApart(fragments[i - 1] as Fragment, fragment) }));
}

function isApart(previous: Fragment, next: Fragment): boolean {
  if (next.order > previous.order && next.spaceBefore) return true;
  const gap = previous.x <= next.x ? next.x - (previous.x + previous.width) : previous.x - (next.x + next.width);
  return gap > WORD_GAP * Math.min(previous.size, next.size);
}

/** From left to right come lines of Latin, from right to left lines of Hebrew or Arabic; words of the other kind keep their own order. */
function inWritingOrder(fragments: Fragment[]): Fragment[] {
  const rightToLeft = fragments.filter(({ isRightToLeft }) => isRightToLeft).length;
  if (rightToLeft === 0) return fragments;
  const isReversed = rightToLeft * 2 > fragments.length;
  const ordered = isReversed ? [...fragments].reverse() : [...fragments];
  for (let start = 0; start < ordered.length; ) {
    let end = start;
    while (end < ordered.length && (ordered[end] as Fragment).isRightToLeft !== isReversed) end += 1;
    if (end - start > 1) ordered.splice(start, end - start, ...ordered.slice(start, end).reverse());
    start = Math.max(end, start + 1);
  }
  return ordered;
}

const UNEVEN_SPACE = /\s\s|[^\S ]/;

/** Words one space apart. */
export function textOf(parts: readonly LinePart[]): string {
  let text = '';
  for (const { fragment, hasSpaceBefore } of parts) text += hasSpaceBefore ? ` ${fragment.text}` : fragment.text;
  return UNEVEN_SPACE.test(text) ? text.trim().replace(/\s+/g, ' ') : text;
}
