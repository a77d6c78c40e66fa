import { describeSide, hasSentences, isRunningText, type ColumnSide } from './column-side';
import { findGutters, sidesOf } from './gutter';
import { isContinuedList } from './is-continued-list';
import { areLabels, beginTogether, shareInStep } from './side-by-side';
import type { Line } from '../text-lines';
import { areWrittenInTurn } from './written-in-turn';

/** A band of text counts as columns from so many lines on each side on. */
const MIN_LINES = 4;
/** Where every line goes on beside the gutter, and nothing else tells, so many: fewer spaces between words may stand one below the other. */
const MIN_IN_STEP = 8;
/** Ems; narrower are figures and labels. */
const MIN_WIDTH = 4.5;
const MIN_ENTRY_WIDTH = 3;
/** Columns within one side of a gutter. */
const MAX_COLUMNS = 3;
/** Share of lines with text on both sides: below it they are no rows. */
const IN_STEP = 0.85;
/** The same where both sides hold the same kind of entries. */
const ALL_IN_STEP = 0.93;
/** Fewer lines show no table. */
const MIN_ROWS = 3;
/** Entries of the same kind: times as long, and difference of the shares of digits. */
const ALIKE_LENGTH = 1.5;
const ALIKE_DIGITS = 0.15;
/** Share of the characters; entries with more are figures. */
const MAX_DIGITS = 0.5;

/** Whether the two sides of a band are read one after the other; `band` is both of them, line by line. */
export function areColumns(band: readonly Line[], left: readonly Line[], right: readonly Line[]): boolean {
  if (left.length < MIN_LINES || right.length < MIN_LINES) return false;
  return areSideBySide(band, left, right) || isContinuedList(left, right);
}

function areSideBySide(band: readonly Line[], left: readonly Line[], right: readonly Line[]): boolean {
  const sides = [describeSide(left), describeSide(right)] as const;
  if (areLabels(...sides) || (beginTogether(...sides) && !areWrittenInTurn(left, right))) return false;
  const inStep = shareInStep(band, ...sides);
  const isInStep = inStep >= IN_STEP;
  const hasManyLines = Math.min(left.length, right.length) >= MIN_IN_STEP;
  const haveBoth = (isSuch: (side: ColumnSide) => boolean): boolean => sides.every((side) => consistsOf(side, isSuch));
  if (isInStep ? hasManyLines && haveBoth(hasSentences) : haveBoth(isRunningText)) return true;
  const width = Math.min(sides[0].width, sides[1].width);
  if (width >= MIN_WIDTH && areWrittenInTurn(left, right)) return true;
  return inStep < ALL_IN_STEP && width >= MIN_ENTRY_WIDTH && areAlike(left, right);
}

/** Whether a band is rows of a table without doubt. */
export function areRows(band: readonly Line[], left: readonly Line[], right: readonly Line[]): boolean {
  if (Math.min(left.length, right.length) < MIN_ROWS) return false;
  const sides = [describeSide(left), describeSide(right)] as const;
  return shareInStep(band, ...sides) >= IN_STEP && !sides.some(hasSentences) && !sides.every(isRunningText);
}

/** Whether a side is such text, or several columns of it. */
function consistsOf(side: ColumnSide, isSuch: (side: ColumnSide) => boolean, nesting = 0): boolean {
  if (isSuch(side)) return true;
  if (nesting >= MAX_COLUMNS) return false;
  const [gutter] = findGutters(side.lines);
  if (!gutter) return false;
  return sidesOf(side.lines, gutter).every((part) => part.length >= MIN_LINES && consistsOf(describeSide(part), isSuch, nesting + 1));
}

/** Both sides hold the same kind of entries, as a list does that goes on in the next column; columns of a table differ. */
function areAlike(left: readonly Line[], right: readonly Line[]): boolean {
  const [one, other] = [kindOf(left), kindOf(right)];
  const longer = Math.max(one.length, other.length) / Math.min(one.length, other.length);
  if (Math.max(one.digits, other.digits) > MAX_DIGITS) return false;
  return longer < ALIKE_LENGTH && Math.abs(one.digits - other.digits) < ALIKE_DIGITS;
}

/** Characters of an entry, and the share of digits among them, in the lines as most are. */
function kindOf(lines: readonly Line[]): { length: number; digits: number } {
  const kinds = lines.map(({ segments }) => {
    const text = segments.map(({ fragments }) => fragments.map((fragment) => fragment.text).join(' ')).join('');
    return { length: text.length / segments.length, digits: (text.match(/\d/g) ?? []).length / text.length };
  });
  return { length: median(kinds.map(({ length }) => length)), digits: median(kinds.map(({ digits }) => digits)) };
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
