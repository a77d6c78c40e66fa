import { areColumns } from './are-columns';
import { findGutter, isClean, sidesOf } from './gutter';
import type { Line } from './text-lines';

const MAX_NESTING = 8;
/** Fewer lines are not cut in two. */
const MIN_LINES = 8;
/** Times the usual distance of lines. */
const WIDE_GAP = 1.3;
const APART = 2;
/** Lines at the top, and at the bottom of a page. */
const MAX_HEADS = 3;

/**
 * Lines of a page in the order in which a person reads them; running heads and page numbers stay at its ends, whatever
 * column they stand over.
 */
export function inReadingOrder(lines: Line[]): Line[] {
  const usual = usualGap(lines);
  const isApart = (i: number): boolean => (lines[i] as Line).y - (lines[i - 1] as Line).y > APART * usual;
  let start = 0;
  while (start < MAX_HEADS && start + 1 < lines.length && isApart(start + 1)) start += 1;
  let end = lines.length;
  while (lines.length - end < MAX_HEADS && end - 1 > start && isApart(end - 1)) end -= 1;
  return [...lines.slice(0, start), ...orderBody(lines.slice(start, end)), ...lines.slice(end)];
}

/**
 * Lines in the order in which a person reads them: columns of running text one after the other, everything else from
 * top to bottom; a table stays row by row. A page whose parts are set differently is cut at its widest gaps.
 */
function orderBody(lines: Line[], nesting = 0): Line[] {
  if (nesting >= MAX_NESTING) return lines;
  const gutter = findGutter(lines);
  if (gutter && isClean(gutter, lines)) return orderByGutter(lines, gutter.x, nesting);
  const cut = widestGap(lines);
  if (cut !== null) return [...orderBody(lines.slice(0, cut), nesting + 1), ...orderBody(lines.slice(cut), nesting + 1)];
  return gutter ? orderByGutter(lines, gutter.x, nesting) : lines;
}

function orderByGutter(lines: Line[], gutter: number, nesting: number): Line[] {
  const ordered: Line[] = [];
  let band: Line[] = [];
  const endBand = (): void => {
    ordered.push(...orderBand(band, gutter, nesting));
    band = [];
  };
  for (const line of lines) {
    if (line.segments.some(({ left, right }) => left < gutter && right > gutter)) {
      endBand();
      ordered.push(line);
    } else {
      band.push(line);
    }
  }
  endBand();
  return ordered;
}

/** Before which line the widest gap over the whole width lies, when it is wider than those between ordinary lines. */
function widestGap(lines: Line[]): number | null {
  if (lines.length < MIN_LINES) return null;
  const gaps = gapsOf(lines);
  const widest = gaps.reduce((best, gap, i) => (gap > (gaps[best] as number) ? i : best), 0);
  return (gaps[widest] as number) > WIDE_GAP * usualGap(lines) ? widest + 1 : null;
}

function gapsOf(lines: Line[]): number[] {
  return lines.slice(1).map(({ y }, i) => y - (lines[i] as Line).y);
}

function usualGap(lines: Line[]): number {
  const gaps = gapsOf(lines).sort((a, b) => a - b);
  return gaps[gaps.length >> 1] ?? 0;
}

function orderBand(band: Line[], gutter: number, nesting: number): Line[] {
  const [left, right] = sidesOf(band, gutter);
  if (!areColumns(band, left, right)) return band;
  return [...orderBody(left, nesting + 1), ...orderBody(right, nesting + 1)];
}

