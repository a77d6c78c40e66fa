import { usualSpacing } from './line-spacing';
import type { Line } from '../text-lines';

/** Lines at the top, and at the bottom of a page. */
const MAX_LINES = 3;
/** Times the usual distance of lines. */
const APART = 2;
/** Lines that are looked at for pieces that begin where those of an outer line do; and points by which these may differ. */
const NEIGHBOURS = 8;
const SAME_EDGE = 1;
/** For lines of smaller type, and for figures alone. */
const SLIGHTLY_APART = 1.35;
const SMALLER = 0.92;
const PAGE_NUMBER = /^\W*(?:\p{L}+\W*)?\d{1,4}(?:\W*\p{L}*\W*\d{1,4})?\W*$/u;
/** Characters. */
const MAX_PAGE_NUMBER = 24;

export interface PageParts {
  readonly heads: Line[];
  readonly body: Line[];
  readonly feet: Line[];
}

/** Parts running heads, page numbers and what else stands far above or below all other lines from the text between. */
export function splitRunningEnds(lines: Line[]): PageParts {
  const spacing = usualSpacing(lines);
  const distance = (i: number): number => (lines[i] as Line).y - (lines[i - 1] as Line).y;
  const most = Math.min(MAX_LINES, Math.floor(lines.length / 2));
  let start = 0;
  let end = lines.length;
  for (let count = 1; count <= most; count += 1) {
    if (distance(count) > APART * spacing && !goesOn(lines, count - 1, 1)) start = count;
    const first = lines.length - count;
    if ((distance(first) > APART * spacing && !goesOn(lines, first, -1)) || isFoot(lines, first, spacing)) end = first;
  }
  return { heads: lines.slice(0, start), body: lines.slice(start, end), feet: lines.slice(end) };
}

/** Whether pieces of a line stand in the columns of the lines next to it, as the last entries of an index do. */
function goesOn(lines: readonly Line[], index: number, step: 1 | -1): boolean {
  const { segments } = lines[index] as Line;
  if (segments.length < 2) return false;
  const near = lines.slice(Math.max(0, step > 0 ? index + 1 : index - NEIGHBOURS), step > 0 ? index + 1 + NEIGHBOURS : index);
  const edges = near.flatMap((line) => line.segments.map(({ left }) => left));
  return segments.every(({ left }) => edges.some((edge) => Math.abs(edge - left) <= SAME_EDGE));
}

/** A page number, or the last line in smaller type, a little further below. */
function isFoot(lines: Line[], index: number, spacing: number): boolean {
  const line = lines[index] as Line;
  const above = lines[index - 1] as Line;
  if (index + 1 < lines.length || line.segments.length > 1 || line.y - above.y <= SLIGHTLY_APART * spacing) return false;
  const text = line.segments.flatMap(({ fragments }) => fragments.map((fragment) => fragment.text)).join(' ');
  return (text.length <= MAX_PAGE_NUMBER && PAGE_NUMBER.test(text)) || line.size < SMALLER * above.size;
}
