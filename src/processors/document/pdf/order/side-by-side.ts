import { blockStarts, spacingOf, type ColumnSide } from './column-side';
import type { Line } from '../text-lines';

/** Fewer labels or paragraphs show nothing. */
const MIN_BLOCKS = 3;
/** Lines of a paragraph, on average; cells of tables have fewer. */
const LONG_BLOCKS = 3;
/** Share of the beginnings of one side beside which something begins on the other. */
const BEGUN_TOGETHER = 0.8;
/** Share of the lines of the fuller side. */
const SPARSE = 0.5;
/** Share of the size of the type. */
const SAME_LINE = 0.4;

/** Share of the lines with text on both sides, from where both have begun to where one ends. */
export function shareInStep(band: readonly Line[], left: ColumnSide, right: ColumnSide): number {
  const from = Math.max(left.lines[0]?.y ?? 0, right.lines[0]?.y ?? 0);
  const to = Math.min(left.lines.at(-1)?.y ?? 0, right.lines.at(-1)?.y ?? 0);
  const isShared = ({ y }: Line): boolean => y >= from && y <= to;
  const all = band.filter(isShared).length;
  return all === 0 ? 0 : (left.lines.filter(isShared).length + right.lines.filter(isShared).length - all) / all;
}

/** Few single lines on one side, each beside a line of the other: dates, names of speakers, numbers of clauses. */
export function areLabels(left: ColumnSide, right: ColumnSide): boolean {
  const [few, many] = left.lines.length < right.lines.length ? [left, right] : [right, left];
  if (few.lines.length < MIN_BLOCKS || few.lines.length > SPARSE * many.lines.length) return false;
  const starts = blockStarts(few.lines, spacingOf([many]));
  return starts.length === few.lines.length && shareMet(starts, many.lines) >= BEGUN_TOGETHER;
}

/** Paragraphs of both sides begin side by side, as the wrapped cells of a table do. */
export function beginTogether(left: ColumnSide, right: ColumnSide): boolean {
  const spacing = spacingOf([left, right]);
  const [one, other] = [blockStarts(left.lines, spacing), blockStarts(right.lines, spacing)];
  const [few, many] = one.length < other.length ? [one, other] : [other, one];
  if (few.length < MIN_BLOCKS || few.length < BEGUN_TOGETHER * many.length) return false;
  if (Math.min(left.lines.length / one.length, right.lines.length / other.length) >= LONG_BLOCKS) return false;
  const size = left.lines[0]?.size ?? 0;
  const met = few.filter((y) => many.some((start) => Math.abs(start - y) <= SAME_LINE * size)).length;
  return met >= BEGUN_TOGETHER * many.length;
}

function shareMet(starts: readonly number[], lines: readonly Line[]): number {
  const met = starts.filter((y) => lines.some((line) => Math.abs(line.y - y) <= SAME_LINE * line.size)).length;
  return met / (starts.length || 1);
}
