import { areColumns, areRows } from './are-columns';
import { sidesOf, type Gutter } from './gutter';
import type { Line } from '../text-lines';

/** Lines of text whose spaces happen to stand over the gaps of a table beside. */
const MAX_STRAY = 2;
/** Times the gap at hand. */
const CLEARLY_WIDER = 1.25;

/** Leaves out rows of a table at the top or the bottom of a band, whose columns happen to stand over those of the text. */
export function withoutTables(lines: readonly Line[], gutter: Gutter, gutters: readonly Gutter[]): Gutter {
  const { first, last } = gutter;
  for (const other of gutters) {
    const isBeside = other.right <= gutter.left || other.left >= gutter.right;
    if (!isBeside || other.first < first || other.last > last) continue;
    const isAtTop = other.first <= first + 1 && other.last < last;
    const isAtBottom = other.last >= last - 1 && other.first > first;
    if (isAtTop === isAtBottom) continue;
    const from = isAtTop ? first : breakNear(lines, other.first, 1);
    const to = isAtTop ? breakNear(lines, other.last + 1, -1) : last + 1;
    const band = lines.slice(from, to);
    const sides = sidesOf(band, gutter);
    if (areColumns(band, ...sides) || !areRows(band, ...sides)) continue;
    const rest = isAtTop ? { ...gutter, first: to } : { ...gutter, last: from - 1 };
    return withoutTables(lines, rest, gutters);
  }
  return gutter;
}

/** Before which line a table begins, or what follows it: at a wider gap nearby where there is one. */
function breakNear(lines: readonly Line[], index: number, step: 1 | -1): number {
  const gapBefore = (i: number): number => (lines[i]?.y ?? 0) - (lines[i - 1]?.y ?? Infinity);
  let best = index;
  for (let i = 1; i <= MAX_STRAY; i += 1) {
    if (gapBefore(index + i * step) > CLEARLY_WIDER * Math.max(0, gapBefore(best))) best = index + i * step;
  }
  return best;
}
