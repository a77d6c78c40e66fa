import type { Gutter } from './gutter';
import type { Line } from '../text-lines';

/** Fewer lines at an end of a column may belong to what is above or below all columns. */
const MAX_LOOSE = 3;
/** Times the usual distance of lines: to a line that crosses the gutter, and at an end of the page's part. */
const LOOSE_NEAR_CROSSING = 1.5;
const LOOSE_AT_END = 2.2;

/** Makes the band of a gutter longer by the lines at its ends that have text on one side alone and belong to that column. */
export function withLooseEnds(lines: readonly Line[], gutter: Gutter, spacing: number): Gutter {
  return { ...gutter, first: looseEnd(lines, gutter, spacing, -1), last: looseEnd(lines, gutter, spacing, 1) };
}

function looseEnd(lines: readonly Line[], { left, right, first, last }: Gutter, spacing: number, step: 1 | -1): number {
  const isClear = ({ segments }: Line): boolean => segments.every((segment) => segment.right <= left || segment.left >= right);
  const start = step > 0 ? last : first;
  let end = start;
  while (end + step >= 0 && end + step < lines.length && isClear(lines[end + step] as Line)) end += step;
  const isAtEnd = end + step < 0 || end + step >= lines.length;
  const widest = (isAtEnd ? LOOSE_AT_END : LOOSE_NEAR_CROSSING) * spacing;
  for (let i = end; i !== start && Math.abs(end - i) < MAX_LOOSE; i -= step) {
    if (Math.abs((lines[i] as Line).y - (lines[i - step] as Line).y) > widest) return i - step;
  }
  return end;
}
