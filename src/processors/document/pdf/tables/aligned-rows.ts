import type { Segment } from '../text-lines';
import type { LineCells } from './line-cells';
import type { RowRules } from './row-rules';

/** A row of a table that has no ruled cells. */
export interface AlignedRow {
  readonly lines: LineCells[];
  /** By column. */
  readonly cells: Segment[][];
}

/** Shares of the usual step from row to row, and of the font size, up to which a line goes on with the row above. */
const CONTINUES = 0.85;
const TIGHT = 1.45;
/** A cell that fills so much of its column may be wrapped. */
const FULL = 0.75;
/** Share of the ruled bands that must hold one row each for the rules to be taken for rows. */
const BANDS_ARE_ROWS = 0.7;

/** Lines of text as rows: by the rules between them, else line by line, where only what is evidently wrapped is joined. */
export function toRows(lines: LineCells[], rules: RowRules, columnWidths: number[]): AlignedRow[] {
  const bands = byBands(lines, [...rules.lines, ...rules.shades].sort((a, b) => a - b));
  const groups = bands?.flatMap((band) => (band.filter(isFull).length > 1 ? byContinuation(band, columnWidths) : [band])) ?? byContinuation(lines, columnWidths);
  return groups.map((members) => ({
    lines: members,
    cells: columnWidths.map((_, column) => members.flatMap(({ cells }) => cells[column] ?? [])),
  }));
}

function byBands(lines: LineCells[], rules: number[]): LineCells[][] | null {
  if (rules.length < 3) return null;
  const bands = new Map<number, LineCells[]>();
  for (const line of lines) {
    const above = rules.filter((rule) => rule < line.y - 0.3 * line.size).length;
    bands.set(above, [...(bands.get(above) ?? []), line]);
  }
  const groups = [...bands.values()];
  const single = groups.filter((members) => members.filter(isFull).length <= 1 && isTight(members)).length;
  return groups.length >= 3 && groups.length < lines.length && single >= BANDS_ARE_ROWS * groups.length ? groups : null;
}

function isTight(members: LineCells[]): boolean {
  return members.slice(1).every(({ y, size }, index) => y - (members[index]?.y ?? y) <= TIGHT * size);
}

function isFull({ cells }: LineCells): boolean {
  return filled(cells) >= Math.max(2, 0.6 * cells.length);
}

function byContinuation(lines: LineCells[], columnWidths: number[]): LineCells[][] {
  const step = usualStep(lines);
  const groups: LineCells[][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    const previous = group?.at(-1);
    if (group && previous && continues(line, previous, group, step, columnWidths)) group.push(line);
    else groups.push([line]);
  }
  return joinHeading(groups, step);
}

/** From one full line to the next; what is lower lies inside rows. */
function usualStep(lines: LineCells[]): number {
  const full = lines.filter(({ cells }) => cells[0] !== undefined && filled(cells) >= Math.max(2, cells.length / 2));
  const steps = full.slice(1).map(({ y }, index) => y - (full[index]?.y ?? y));
  return steps.sort((a, b) => a - b)[Math.floor(steps.length / 4)] ?? Infinity;
}

function continues(line: LineCells, previous: LineCells, group: LineCells[], step: number, columnWidths: number[]): boolean {
  const down = line.y - previous.y;
  if (down > TIGHT * Math.max(line.size, previous.size)) return false;
  const count = filled(line.cells);
  const isPart = count <= line.cells.length / 2 && count < filled(group[0]?.cells ?? []);
  if (isPart && down < CONTINUES * step) return true;
  if (line.cells[0] !== undefined || count !== 1) return false;
  const column = line.cells.findIndex((cell) => cell !== undefined);
  const above = previous.cells[column];
  const width = above ? (above.at(-1)?.right ?? 0) - (above[0]?.left ?? 0) : 0;
  return width >= FULL * (columnWidths[column] ?? Infinity) && /\p{L}/u.test(textOf(line.cells[column] ?? []));
}

/** A heading that stands on several tight lines, fewer cells in the upper ones. */
function joinHeading(groups: LineCells[][], step: number): LineCells[][] {
  const [first, second, ...rest] = groups;
  const [upper, lower] = [first?.at(-1), second?.[0]];
  if (!first || !second || !upper || !lower || upper.spans.size > 0) return groups;
  const down = lower.y - upper.y;
  const isTight = down <= TIGHT * lower.size && down < CONTINUES * step;
  return isTight && filled(upper.cells) < filled(lower.cells) ? [[...first, ...second], ...rest] : groups;
}

function filled(cells: readonly (Segment[] | undefined)[]): number {
  return cells.filter((cell) => cell !== undefined).length;
}

function textOf(segments: Segment[]): string {
  return segments.flatMap(({ fragments }) => fragments.map(({ text }) => text)).join(' ');
}
