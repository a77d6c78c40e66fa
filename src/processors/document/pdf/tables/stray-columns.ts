import type { Segment } from '../text-lines';
import { joinColumns, type Region } from './aligned-region';
import { cellKind } from './column-kinds';
import { cellsOf } from './line-cells';

/** Lines that begin where nothing else does, as sums below a table: up to this share of all, or this many at its foot. */
const FEW = 0.25;
const MAX_AT_FOOT = 5;

/**
 * The region without columns that only labels of sums, or single pieces, stand in: these belong to a column beside
 * them that is empty in their lines, the left one if it may be either. A column with a heading is never empty there.
 */
export function joinStrayColumns(region: Region): Region {
  const lines = cellsOf(region);
  const inColumn = region.columns.map((_, column) => lines.flatMap(({ cells }, index) => (cells[column] ? [index] : [])));
  for (const [column, strays] of inColumn.entries()) {
    const pieces = strays.flatMap((index) => lines[index]?.cells[column] ?? []);
    for (const beside of [column - 1, column + 1]) {
      const others = inColumn[beside];
      if (!others || others.length <= 1 || others.some((index) => strays.includes(index))) continue;
      const isAtFoot = strays.length <= MAX_AT_FOOT && (strays[0] ?? 0) > (others.at(-1) ?? 0);
      const areFew = strays.length <= FEW * lines.length || isAtFoot;
      if (strays.length !== 1 && !(areFew && pieces.every(isLabel))) continue;
      return joinStrayColumns(joinColumns(region, Math.min(column, beside)));
    }
  }
  return region;
}

function isLabel({ fragments }: Segment): boolean {
  return cellKind(fragments.map(({ text }) => text).join(' ')) === 'text';
}
