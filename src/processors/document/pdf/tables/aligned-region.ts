import type { Line, Segment } from '../text-lines';
import { isSum } from './is-sum';
import { rowRules } from './row-rules';
import type { Rulings } from './rulings';

export interface Interval {
  readonly left: number;
  readonly right: number;
}

/** Lines one below the other whose pieces keep to the same columns. */
export interface Region {
  readonly columns: Interval[];
  readonly lines: Line[];
}

/** Points by which pieces of two columns may overlap. */
const OVERLAP = 1;
/** The largest step from line to line: in font sizes at first, then as a multiple of the largest so far. */
const FIRST_STEP = 3.6;
const STEP_GROWTH = 1.7;
/** A line across the columns is a part of the table when the steps before and after it are at most so much larger than others. */
const SPANNING_STEP = 1.35;
const TITLE_STEP = 1.5;
const TITLE_SIZE = 1.25;

/** Cuts the lines of a page into regions; lines that are in none are left out. */
export function findRegions(lines: readonly Line[], rulings: Rulings): Region[] {
  const regions: Region[] = [];
  for (let start = 0; start < lines.length; ) {
    if ((lines[start]?.segments.length ?? 0) < 2) {
      start += 1;
      continue;
    }
    const { region, next } = growRegion(lines, start);
    const trimmed = trim(withoutTitle(region), rulings);
    if (trimmed.lines.length >= 2) regions.push(trimmed);
    start = Math.max(start + 1, next);
  }
  return regions;
}

function growRegion(lines: readonly Line[], start: number): { region: Region; next: number } {
  const members: Line[] = [];
  let columns: Interval[] = [];
  let largest = 0;
  let index = start;
  for (; index < lines.length; index += 1) {
    const line = lines[index] as Line;
    const step = members.length === 0 ? 0 : line.y - (members.at(-1)?.y ?? line.y);
    if (step > (largest === 0 ? FIRST_STEP * line.size : Math.max(STEP_GROWTH * largest, 2 * line.size))) break;
    const fit = fitLine(columns, line.segments, members);
    if (fit.problem === 'shares' && members.length <= 2) return { region: { columns, lines: [] }, next: index };
    if (fit.problem && !isSum(line, members, columns) && !isExceptional(lines.slice(index - 1, index + 2), members, columns, largest, fit.problem)) break;
    if (!fit.problem) columns = fit.columns;
    members.push(line);
    largest = Math.max(largest, step);
  }
  return { region: { columns, lines: members }, next: index };
}

/** The region with a column and the next one made one. */
export function joinColumns({ columns, lines }: Region, column: number): Region {
  const [left, right] = [columns[column], columns[column + 1]];
  if (!left || !right) return { columns, lines };
  return { columns: [...columns.slice(0, column), { left: left.left, right: right.right }, ...columns.slice(column + 2)], lines };
}

type Problem = 'shares' | 'bridges';

/** The columns with the line's pieces added; or what is in the way: a piece over several columns, two in one. */
function fitLine(columns: readonly Interval[], segments: readonly Segment[], members: readonly Line[]): { columns: Interval[]; problem: Problem | null } {
  let grown = [...columns];
  const taken = new Set<number>();
  let shares = false;
  for (const { left, right } of segments) {
    const hits = grown.flatMap((column, index) => (left < column.right - OVERLAP && right > column.left + OVERLAP ? [index] : []));
    const [hit] = hits;
    if (hit !== undefined && hits.length > 1) {
      const joined = grown.slice(hit, hit + hits.length);
      if (hits.some((each) => taken.has(each)) || areSideBySide(joined, members)) return { columns: [...columns], problem: 'bridges' };
      const column = { left: Math.min(left, joined[0]?.left ?? left), right: Math.max(right, joined.at(-1)?.right ?? right) };
      grown = [...grown.slice(0, hit), column, ...grown.slice(hit + hits.length)];
      shift(taken, hit, 1 - hits.length);
      taken.add(hit);
      continue;
    }
    if (hit === undefined) {
      const at = grown.findIndex((column) => column.left >= left);
      const position = at < 0 ? grown.length : at;
      grown = [...grown.slice(0, position), { left, right }, ...grown.slice(position)];
      shift(taken, position, 1);
      taken.add(position);
    } else {
      shares ||= taken.has(hit);
      taken.add(hit);
      const column = grown[hit] ?? { left, right };
      grown[hit] = { left: Math.min(column.left, left), right: Math.max(column.right, right) };
    }
  }
  return { columns: grown, problem: shares ? 'shares' : null };
}

function shift(taken: Set<number>, from: number, by: number): void {
  const moved = [...taken].map((index) => (index >= from ? index + by : index));
  taken.clear();
  for (const index of moved) taken.add(index);
}

/** Whether a line has text in two of the columns: else they are one, differently aligned in its heading. */
function areSideBySide(columns: readonly Interval[], members: readonly Line[]): boolean {
  const has = ({ left, right }: Interval, { segments }: Line): boolean =>
    segments.some((segment) => segment.left < right - OVERLAP && segment.right > left + OVERLAP);
  return members.some((line) => columns.filter((column) => has(column, line)).length > 1);
}

/** One line that does not fit, among lines that do, is a heading inside the table, or has a wide gap inside a cell. */
function isExceptional(
  [before, line, after]: readonly Line[],
  members: readonly Line[],
  columns: Interval[],
  largest: number,
  problem: Problem,
): boolean {
  if (!before || !line || !after || after.segments.length < 2 || fitLine(columns, after.segments, members).problem) return false;
  if (problem === 'shares') return true;
  const limit = SPANNING_STEP * (largest || line.size);
  const [segment] = line.segments;
  const [start, end] = [columns[0]?.left ?? 0, columns.at(-1)?.right ?? 0];
  const isShort = segment !== undefined && segment.right - segment.left <= 0.6 * (end - start);
  return line.segments.length === 1 && isShort && line.y - before.y <= limit && after.y - line.y <= limit;
}

/** A line above that stands off, or is set larger, is a title. */
function withoutTitle({ columns, lines }: Region): Region {
  const [first, second, ...rest] = lines;
  if (!first || !second || rest.length < 2) return { columns, lines };
  const steps = rest.map(({ y }, index) => y - (lines[index + 1]?.y ?? y));
  const standsOff = second.y - first.y > TITLE_STEP * Math.max(...steps);
  return standsOff || first.size > TITLE_SIZE * second.size ? withoutTitle({ columns, lines: lines.slice(1) }) : { columns, lines };
}

/** Single pieces below the last full line are what follows, unless they go on where a cell above them ended, or a rule closes the table below them. */
function trim({ columns, lines }: Region, rulings: Rulings): Region {
  let end = lines.length;
  const full = lines.filter(({ segments }) => segments.length >= 2);
  const steps = full.slice(1).map(({ y }, index) => y - (full[index]?.y ?? y));
  const step = steps.sort((a, b) => a - b)[Math.floor(steps.length / 4)] ?? 0;
  while (end > 0) {
    const [line, before] = [lines[end - 1], lines[end - 2]];
    if (!line || line.segments.length >= 2) break;
    const left = line.segments[0]?.left ?? 0;
    const down = line.y - (before?.y ?? line.y);
    const isLower = left > (columns[0]?.right ?? 0) || down < 0.85 * step;
    if (down <= 1.45 * line.size && (isLower || (before && isClosedBelow(columns, before, line, rulings)))) break;
    end -= 1;
  }
  return { columns, lines: lines.slice(0, end) };
}

function isClosedBelow(columns: Interval[], before: Line, line: Line, rulings: Rulings): boolean {
  const [left, right] = [columns[0]?.left ?? 0, columns.at(-1)?.right ?? 0];
  const rules = rowRules(rulings, { left, right, top: before.y, bottom: line.y }, line.size);
  const edges = [...rules.lines, ...rules.shades].filter((y) => y > before.y);
  return edges.length > 0 && edges.every((y) => y > line.y);
}
