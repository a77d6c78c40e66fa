import type { Fragment } from '../page-fragments';
import { joinColumns, type Interval, type Region } from './aligned-region';
import { toRows, type AlignedRow } from './aligned-rows';
import { cellText } from './cell-text';
import { spreadGroupHeadings } from './group-headings';
import { cellsOf, type LineCells } from './line-cells';
import { joinStrayColumns } from './stray-columns';
import { splitTightColumns } from './tight-columns';
import { rowRules, type RowRules } from './row-rules';
import type { Rulings } from './rulings';

/** Lines that a heading wraps to. */
const MAX_HEADING = 3;

/** What could be a table without ruled cells, before it is judged. */
export interface Draft {
  readonly columns: Interval[];
  readonly lines: LineCells[];
  readonly rows: AlignedRow[];
  readonly texts: string[][];
  readonly rules: RowRules;
  readonly fragments: Fragment[];
  readonly top: number;
  readonly bottom: number;
  /** Font size of its text. */
  readonly size: number;
}

/** The region with its columns settled, its lines joined to rows, and the rules that go with it. */
export function draftTable(region: Region, rulings: Rulings): Draft {
  const settled = joinStrayColumns(joinHeadingColumns(splitTightColumns(region)));
  const lines = spreadGroupHeadings(cellsOf(settled));
  const sizes = lines.map(({ size }) => size).sort((a, b) => a - b);
  const size = sizes[Math.floor(sizes.length / 2)] ?? 10;
  const top = (lines[0]?.y ?? 0) - 0.8 * size;
  const bottom = (lines.at(-1)?.y ?? 0) + 0.25 * size;
  const [left, right] = [settled.columns[0]?.left ?? 0, settled.columns.at(-1)?.right ?? 0];
  const rules = rowRules(rulings, { left, right, top, bottom }, 1.2 * size);
  const rows = toRows(lines, rules, settled.columns.map((column) => column.right - column.left));
  const texts = rows.map(({ cells }) => cells.map((segments) => cellText(segments.flatMap(({ fragments }) => fragments))));
  const fragments = lines.flatMap(({ cells }) => cells.flatMap((segments) => segments?.flatMap((segment) => segment.fragments) ?? []));
  return { columns: settled.columns, lines, rows, texts, rules, fragments, top, bottom, size };
}

/** A heading set to the other side of its column than what is below it looks like a column of its own. */
function joinHeadingColumns(region: Region): Region {
  const lines = cellsOf(region);
  const linesWith = (column: number): number[] => lines.flatMap(({ cells }, index) => (cells[column] ? [index] : []));
  for (let column = 0; column + 1 < region.columns.length; column += 1) {
    const [one, other] = [linesWith(column), linesWith(column + 1)];
    const isHeading = (upper: number[], lower: number[]): boolean =>
      upper[0] === 0 && upper.length <= MAX_HEADING && lower.length >= 2 && (upper.at(-1) ?? 0) < (lower[0] ?? 0);
    if (isHeading(one, other) || isHeading(other, one)) return joinHeadingColumns(joinColumns(region, column));
  }
  return region;
}
