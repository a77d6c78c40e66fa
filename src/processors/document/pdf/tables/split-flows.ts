import type { Fragment } from '../page-fragments';
import { columnKind } from './column-kinds';
import { cellsOf } from './line-cells';
import type { Region } from './aligned-region';

/**
 * The runs of a region in groups that were written one after the other, side by side on the page: text beside a table,
 * columns of prose. One group where the columns were written row by row, or are one table's all the same.
 */
export function splitFlows(region: Region): Fragment[][] {
  const { columns } = region;
  const lines = cellsOf(region);
  const byColumn = columns.map((_, column) => lines.flatMap(({ cells }) => cells[column]?.flatMap(({ fragments }) => fragments) ?? []));
  const ranges = byColumn.map((fragments) => {
    const orders = fragments.map(({ order }) => order);
    return { first: Math.min(...orders), last: Math.max(...orders) };
  });
  const groups: Fragment[][] = [[]];
  for (const [column, fragments] of byColumn.entries()) {
    const before = ranges.slice(0, column);
    const after = ranges.slice(column);
    const isApart =
      before.length > 0 &&
      (Math.max(...before.map(({ last }) => last)) < Math.min(...after.map(({ first }) => first)) ||
        Math.max(...after.map(({ last }) => last)) < Math.min(...before.map(({ first }) => first)));
    if (isApart) groups.push([]);
    groups.at(-1)?.push(...fragments);
  }
  return groups.length === columns.length && isWrittenByColumns(byColumn, lines.length) ? [groups.flat()] : groups;
}

/** Some programs write tables column by column; figures in several columns tell them from prose. */
function isWrittenByColumns(byColumn: Fragment[][], lineCount: number): boolean {
  const figures = byColumn.filter((fragments) => columnKind(fragments.map(({ text }) => text)).dataShare >= 0.6).length;
  return byColumn.length >= 3 && lineCount >= 4 && figures >= 2;
}
