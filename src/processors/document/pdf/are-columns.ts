import { findGutter, isClean, sidesOf } from './gutter';
import type { Line } from './text-lines';

/** A band of text counts as columns from so many lines on each side on. */
const MIN_LINES = 4;
/** Characters a line of running text has on average; cells of tables have fewer. */
const RUNNING_TEXT = 18;
/** Share of its column that a line of running text fills on average. */
const RUNNING_FILL = 0.55;
/** Columns within one side of a gutter. */
const MAX_COLUMNS = 3;
/** How often columns that are written one after the other may be left for a header, a note or a figure. */
const MAX_TURNS = 4;
const TURNS_A_LINE = 0.15;
/** Share of lines with all columns: below it they are no rows. */
const IN_STEP = 0.85;
const ALIKE_LENGTH = 1.5;
const ALIKE_DIGITS = 0.15;

/** Whether the two sides of a band are read one after the other; `band` is both of them, line by line. */
export function areColumns(band: Line[], left: Line[], right: Line[]): boolean {
  if (left.length < MIN_LINES || right.length < MIN_LINES) return false;
  if (isRunningText(left) && isRunningText(right)) return true;
  if (Math.min(meanLength(left), meanLength(right)) < RUNNING_TEXT / 2) return false;
  return areWrittenInTurn(left, right) || (isOutOfStep(band) && areAlike(left, right));
}

/** Long lines that fill their column, or several such columns. */
function isRunningText(lines: Line[], nesting = 0): boolean {
  if (meanLength(lines) < RUNNING_TEXT) return false;
  const spans = lines.map(({ segments }) => [segments[0]?.left ?? 0, segments.at(-1)?.right ?? 0] as const);
  const start = Math.min(...spans.map(([from]) => from));
  const width = Math.max(...spans.map(([, to]) => to)) - start;
  const fill = spans.reduce((sum, [from, to]) => sum + (to - from), 0) / (width * lines.length || 1);
  if (fill >= RUNNING_FILL) return true;
  const gutter = nesting < MAX_COLUMNS ? findGutter(lines) : null;
  if (!gutter || !isClean(gutter, lines)) return false;
  return sidesOf(lines, gutter.x).every((part) => part.length >= MIN_LINES && isRunningText(part, nesting + 1));
}

/** One side is written completely, or nearly, before the other begins; a table is written row by row. */
function areWrittenInTurn(left: Line[], right: Line[]): boolean {
  const orders = [left, right].flatMap((lines, side) => lines.flatMap(({ segments }) => segments.map(({ order }) => ({ order, side }))));
  orders.sort((a, b) => a.order - b.order);
  const turns = orders.filter(({ side }, i) => i > 0 && side !== orders[i - 1]?.side).length;
  return turns <= Math.max(MAX_TURNS, TURNS_A_LINE * Math.min(left.length, right.length));
}

/** Many lines lack the one or other column; rows of a table have them all. */
function isOutOfStep(band: Line[]): boolean {
  const columns = Math.max(...band.map(({ segments }) => segments.length));
  return band.filter(({ segments }) => segments.length === columns).length < IN_STEP * band.length;
}

/** Both sides hold the same kind of entries, as a list does that goes on in the next column; columns of a table differ. */
function areAlike(left: Line[], right: Line[]): boolean {
  const kinds = [left, right].map((lines) => {
    const entries = lines.flatMap(({ segments }) => segments.map(({ fragments }) => fragments.map(({ text }) => text).join(' ')));
    const text = entries.join('');
    const digits = (text.match(/\d/g) ?? []).length;
    return { length: text.length / entries.length, digits: digits / text.length };
  });
  const [one, other] = kinds as [(typeof kinds)[0], (typeof kinds)[0]];
  const longer = Math.max(one.length, other.length) / Math.min(one.length, other.length);
  return longer < ALIKE_LENGTH && Math.abs(one.digits - other.digits) < ALIKE_DIGITS;
}

function meanLength(lines: Line[]): number {
  const total = lines.reduce((sum, { segments }) => sum + segments.reduce((inLine, { length }) => inLine + length, 0), 0);
  return total / lines.length;
}
