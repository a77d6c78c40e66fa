import type { Fragment, TextFlow } from '../page-fragments';
import type { FoundTable } from './found-table';
import { findGrids, type Grid } from './grid';
import { ruledTable } from './ruled-table';
import type { Ruling, Rulings } from './rulings';
import { quarterOf, turnRulings, turnTableBack } from './turn-page';
import { alignedTables } from './aligned-tables';

/** More runs than this are no page for reading. */
const MAX_FRAGMENTS = 20_000;
const MAX_TABLES = 100;
const MAX_GRIDS = 200;

/**
 * The tables in the text of one direction of writing, from top to bottom; none in text that is neither level nor
 * upright. `page` is the size of the page as shown, points. `score` is explained in found-table.ts.
 */
export function findTables(
  { fragments, angle }: TextFlow,
  rulings: Rulings,
  page: { readonly width: number; readonly height: number },
): FoundTable[] {
  const quarter = quarterOf(angle);
  if (quarter === null) return [];
  if (fragments.length > MAX_FRAGMENTS) return [];
  const upright = turnRulings(rulings, quarter);
  const tables: FoundTable[] = [];
  let rest: readonly Fragment[] = fragments;
  const take = (grids: Grid[]): void => {
    for (const grid of grids.slice(0, MAX_GRIDS).sort((a, b) => area(a) - area(b))) {
      const found = ruledTable(grid, rest, upright);
      if (!found) continue;
      tables.push(found.table);
      rest = rest.filter((fragment) => !found.used.has(fragment));
    }
  };
  take(findGrids(upright.horizontals, upright.verticals));
  const { horizontals, verticals } = withShadeEdges(upright);
  if (upright.shades.length > 1) take(findGrids(horizontals, verticals));
  tables.push(...alignedTables(rest, upright, quarter % 2 === 0 ? page.height : page.width));
  return tables
    .sort((a, b) => a.box.y - b.box.y || a.box.x - b.box.x)
    .slice(0, MAX_TABLES)
    .map((table) => turnTableBack(table, quarter));
}

function area({ columnEdges, rowEdges }: Grid): number {
  return ((columnEdges.at(-1) ?? 0) - (columnEdges[0] ?? 0)) * ((rowEdges.at(-1) ?? 0) - (rowEdges[0] ?? 0));
}

/** Backgrounds that tile show cells as well as lines do. */
function withShadeEdges({ horizontals, verticals, shades }: Rulings): { horizontals: Ruling[]; verticals: Ruling[] } {
  const some = shades.slice(0, 1_000);
  return {
    horizontals: [
      ...horizontals,
      ...some.flatMap(({ x, y, width, height }) => [y, y + height].map((position) => ({ position, from: x, to: x + width }))),
    ],
    verticals: [
      ...verticals,
      ...some.flatMap(({ x, y, width, height }) => [x, x + width].map((position) => ({ position, from: y, to: y + height }))),
    ],
  };
}
