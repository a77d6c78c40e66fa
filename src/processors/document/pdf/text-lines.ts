import type { Fragment } from './page-fragments';

/** Shares of the font size. */
const SAME_LINE = 0.4;
const WORD_GAP = 0.13;
/** A wider gap may be the gutter between columns, or between cells of a table. */
const SEGMENT_GAP = 0.7;

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
  const sorted = [...fragments].sort((a, b) => a.y - b.y || a.x - b.x);
  const groups: { y: number; size: number; fragments: Fragment[] }[] = [];
  for (const fragment of sorted) {
    const group = groups.at(-1);
    if (group && Math.abs(fragment.y - group.y) <= SAME_LINE * Math.max(group.size, fragment.size)) {
      group.fragments.push(fragment);
      if (fragment.size > group.size) {
        group.size = fragment.size;
        group.y = fragment.y;
      }
    } else {
      groups.push({ y: fragment.y, size: fragment.size, fragments: [fragment] });
    }
  }
  return groups.map(({ y, size, fragments: members }) => ({ y, size, segments: toSegments(members) }));
}

function toSegments(fragments: Fragment[]): Segment[] {
  const sorted = [...fragments].sort((a, b) => a.x - b.x || a.order - b.order);
  const segments: Segment[] = [];
  let current: Fragment[] = [];
  let right = 0;
  for (const fragment of sorted) {
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

/** The text of the segments of one line, with a space where the eye sees one. */
export function lineText(segments: Segment[]): string {
  const fragments = segments.flatMap((segment) => segment.fragments);
  const rightToLeft = fragments.filter(({ isRightToLeft }) => isRightToLeft).length;
  if (rightToLeft * 2 > fragments.length) fragments.reverse();
  let text = '';
  let previous: Fragment | undefined;
  for (const fragment of fragments) {
    if (previous) {
      const gap =
        previous.x <= fragment.x ? fragment.x - (previous.x + previous.width) : previous.x - (fragment.x + fragment.width);
      const follows = fragment.order > previous.order && fragment.spaceBefore;
      if (follows || gap > WORD_GAP * Math.min(previous.size, fragment.size)) text += ' ';
    }
    text += fragment.text;
    previous = fragment;
  }
  return text;
}
