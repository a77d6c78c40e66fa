import { usualSpacing } from './line-spacing';
import type { Fragment } from '../page-fragments';
import type { Line } from '../text-lines';

/** Ems that a line of running text takes on average; cells of tables are narrower. */
const RUNNING_WIDTH = 8;
/** Share of its column that a line of running text fills with ink on average. */
const RUNNING_FILL = 0.55;
/** Share of the lines going on in the next, for whose first word there was no more room. */
const WRAPPED = 0.7;
/** Share of the size of the type, for what a line may stick out. */
const SLACK = 0.5;
const LETTER = /\p{L}/u;
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
/** Share of lines that begin in the middle of a sentence. */
const CONTINUED = 0.15;
/** Of so many lines some begin with a capital, or nearly all are full, unless they are no sentences. */
const MANY_LINES = 20;
const MOST = 0.95;
/** Times the usual distance of lines. */
const BLOCK_GAP = 1.25;

/** What tells text on one side of a gutter from cells of a table. */
export interface ColumnSide {
  readonly lines: readonly Line[];
  /** Ink of a line, in ems, on average. */
  readonly width: number;
  /** Share of the column's width that the ink of a line fills on average. */
  readonly fill: number;
  /** Share of the lines that begin with a small letter, or one of a script without capitals. */
  readonly continued: number;
  /** Share of the lines that begin with a small letter. */
  readonly small: number;
  /** Share of the continued ones whose first word did not fit at the end of the line before. */
  readonly wrapped: number;
}

export function describeSide(lines: readonly Line[]): ColumnSide {
  let [start, end, ink, ems] = [Infinity, -Infinity, 0, 0];
  for (const { segments, size } of lines) {
    let width = 0;
    for (const { left, right } of segments) {
      start = Math.min(start, left);
      end = Math.max(end, right);
      width += right - left;
    }
    ink += width;
    ems += width / size;
  }
  const count = lines.length || 1;
  const usualEnd = endOfMost(lines);
  let [continued, small, wrapped] = [0, 0, 0];
  for (let i = 1; i < lines.length; i += 1) {
    const first = lines[i]?.segments[0]?.fragments[0];
    const letter = String.fromCodePoint(first?.text.codePointAt(0) ?? 0);
    if (!first || letter !== letter.toLowerCase() || !LETTER.test(letter)) continue;
    continued += 1;
    if (letter !== letter.toUpperCase()) small += 1;
    if (endOf(lines[i - 1] as Line) + firstWordWidth(first) > usualEnd - SLACK * first.size) wrapped += 1;
  }
  const pairs = count - 1 || 1;
  return {
    lines,
    width: ems / count,
    fill: ink / ((end - start) * count || 1),
    continued: continued / pairs,
    small: small / pairs,
    wrapped: wrapped / (continued || 1),
  };
}

function endOf({ segments }: Line): number {
  return segments.at(-1)?.right ?? 0;
}

/** Beyond it few lines reach, which may be headings. */
function endOfMost(lines: readonly Line[]): number {
  const ends = lines.map(endOf).sort((a, b) => a - b);
  return ends[Math.floor(MOST * (ends.length - 1))] ?? 0;
}

/** Scripts that are written without spaces break lines at any letter. */
function firstWordWidth({ text, width }: Fragment): number {
  const length = UNSPACED.test(text) ? 1 : text.search(/\s|$/);
  return (width * length) / text.length;
}

/** Lines that are wide for their column. */
export function isRunningText({ width, fill }: ColumnSide): boolean {
  return width >= RUNNING_WIDTH && fill >= RUNNING_FILL;
}

/** Lines of which many go on with a sentence of the line before. */
export function hasSentences(side: ColumnSide): boolean {
  if (!isRunningText(side) || side.continued < CONTINUED || side.wrapped < WRAPPED) return false;
  return side.lines.length < MANY_LINES || side.small <= MOST || side.wrapped >= MOST;
}

/** Where paragraphs, entries or rows begin: lines with more room above than lines have that belong together. */
export function blockStarts(lines: readonly Line[], spacing: number): number[] {
  const starts: number[] = [];
  for (const [i, { y }] of lines.entries()) {
    if (i === 0 || y - (lines[i - 1] as Line).y > BLOCK_GAP * spacing) starts.push(y);
  }
  return starts;
}

export function spacingOf(sides: readonly ColumnSide[]): number {
  return Math.min(...sides.map(({ lines }) => usualSpacing(lines)).filter((spacing) => spacing > 0));
}
