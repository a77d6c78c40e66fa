import { areColumns } from './are-columns';
import { findGutters, sidesOf, type Gutter } from './gutter';
import { usualSpacing } from './line-spacing';
import { splitRunningEnds } from './running-ends';
import type { Line } from '../text-lines';
import { withLooseEnds } from './with-loose-ends';
import { withoutTables } from './without-tables';

const MAX_NESTING = 12;
/** Gutters of one part of a page that are tried. */
const MAX_TRIED = 24;
/** A narrower gutter, in sizes of the type, must have this many lines on both sides. */
const RIVER_WIDTH = 1.3;
const RIVER_LINES = 8;
/** Sizes of the type. */
const MARK_WIDTH = 3;
/** Share of a gutter that another one accompanies. */
const ALONGSIDE = 0.7;
/** Share of right-to-left runs from which on the right column comes first. */
const MOSTLY = 0.5;

/**
 * Lines of a page in the order in which a person reads them: columns of running text one after the other, everything
 * else from top to bottom; a table stays row by row. Running heads and page numbers stay at the ends of the page,
 * whatever column they stand over.
 */
export function inReadingOrder(lines: Line[]): Line[] {
  const { heads, body, feet } = splitRunningEnds(lines);
  return [...heads, ...orderPart(body), ...feet];
}

/**
 * A recursive cut along gutters (Nagy and Seth, "Hierarchical representation of optically scanned documents", 1984), of
 * which the tallest one that parts columns comes first (as Meunier, "Optimized XY-cut for determining a page reading
 * order", 2005, chooses cuts by what they part), and which need not run through the whole part.
 */
function orderPart(lines: Line[], nesting = 0): Line[] {
  if (nesting >= MAX_NESTING) return lines;
  const gutters = findGutters(lines);
  if (gutters.length === 0) return lines;
  const spacing = usualSpacing(lines);
  for (const candidate of gutters.slice(0, MAX_TRIED)) {
    const found = partAt(lines, candidate, gutters, spacing);
    if (!found) continue;
    const { gutter, left, right } = beforeMarks(lines, found, gutters, spacing);
    const [one, other] = isRightToLeft(lines) ? [right, left] : [left, right];
    return [lines.slice(0, gutter.first), one, other, lines.slice(gutter.last + 1)].flatMap((part) => orderPart(part, nesting + 1));
  }
  return lines;
}

interface Columns {
  readonly gutter: Gutter;
  readonly left: Line[];
  readonly right: Line[];
}

/** What stands on the sides of a gutter, when it parts columns. */
function partAt(lines: readonly Line[], candidate: Gutter, gutters: readonly Gutter[], spacing: number): Columns | null {
  const gutter = withoutTables(lines, withLooseEnds(lines, candidate, spacing), gutters);
  const band = lines.slice(gutter.first, gutter.last + 1);
  const [left, right] = sidesOf(band, gutter);
  if (isRiver(gutter, left, right)) return null;
  return areColumns(band, left, right) ? { gutter, left, right } : null;
}

/** Spaces between words that happen to stand one below the other, on a few lines. */
function isRiver(gutter: Gutter, left: readonly Line[], right: readonly Line[]): boolean {
  return gutter.right - gutter.left < RIVER_WIDTH * (left[0]?.size ?? 0) && Math.min(left.length, right.length) < RIVER_LINES;
}

/** Bullets and numbers that hang before the lines of a column belong to it: then the gutter before them is the right one. */
function beforeMarks(lines: readonly Line[], columns: Columns, gutters: readonly Gutter[], spacing: number): Columns {
  const { gutter } = columns;
  const size = lines[gutter.first]?.size ?? 0;
  for (const other of gutters) {
    const between = gutter.left - other.right;
    const shared = Math.min(other.last, gutter.last) - Math.max(other.first, gutter.first);
    if (between <= 0 || between > MARK_WIDTH * size || shared < ALONGSIDE * (gutter.last - gutter.first)) continue;
    const before = partAt(lines, other, gutters, spacing);
    if (before) return before;
  }
  return columns;
}

function isRightToLeft(lines: readonly Line[]): boolean {
  let [all, rightToLeft] = [0, 0];
  for (const { segments } of lines) {
    for (const { fragments } of segments) {
      all += fragments.length;
      for (const fragment of fragments) if (fragment.isRightToLeft) rightToLeft += 1;
    }
  }
  return rightToLeft > MOSTLY * all;
}
