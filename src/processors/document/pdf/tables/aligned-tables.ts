import type { Fragment } from '../page-fragments';
import { groupLines } from '../text-lines';
import { draftTable } from './aligned-draft';
import { findRegions, type Region } from './aligned-region';
import { alignedTable } from './aligned-table';
import type { FoundTable } from './found-table';
import type { Rulings } from './rulings';
import { splitFlows } from './split-flows';

/** Text beside text beside a table. */
const MAX_DEPTH = 4;

/** The tables that only the alignment of their words shows, helped by what rules there are. */
export function alignedTables(fragments: readonly Fragment[], rulings: Rulings, pageHeight: number, depth = 0): FoundTable[] {
  return findRegions(groupLines([...fragments]), rulings).flatMap((region) => tablesOf(region, rulings, pageHeight, depth));
}

function tablesOf(region: Region, rulings: Rulings, pageHeight: number, depth: number): FoundTable[] {
  const flows = splitFlows(region);
  if (flows.length > 1 && depth < MAX_DEPTH) return flows.flatMap((flow) => alignedTables(flow, rulings, pageHeight, depth + 1));
  const table = alignedTable(draftTable(region, rulings), pageHeight);
  return table ? [table] : [];
}
