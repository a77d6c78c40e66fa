import type { Box } from '../../../../shared/model/page-layout';
import type { FoundTable } from './found-table';
import type { Ruling, Rulings } from './rulings';

/** How often text is turned clockwise by a quarter: 1 runs downwards, 3 upwards. */
export type Quarter = 0 | 1 | 2 | 3;

/** Scans may be out of true by so much, radians. */
const MAX_SKEW = 0.1;

/** Which quarter a direction of writing (radians, clockwise) is; null for a slanting one. */
export function quarterOf(angle: number): Quarter | null {
  const quarters = angle / (Math.PI / 2);
  const nearest = Math.round(quarters);
  return Math.abs(quarters - nearest) * (Math.PI / 2) > MAX_SKEW ? null : ((((nearest % 4) + 4) % 4) as Quarter);
}

/** Rulings turned in the way in which page-fragments.ts turns text of that direction upright. */
export function turnRulings(rulings: Rulings, quarter: Quarter): Rulings {
  if (quarter === 0) return rulings;
  const turn = (ruling: Ruling, isLevel: boolean): Ruling => {
    const { position, from, to } = ruling;
    const box = isLevel
      ? turnBox({ x: from, y: position, width: to - from, height: 0 }, quarter)
      : turnBox({ x: position, y: from, width: 0, height: to - from }, quarter);
    return box.height === 0 && box.width > 0
      ? { position: box.y, from: box.x, to: box.x + box.width }
      : { position: box.x, from: box.y, to: box.y + box.height };
  };
  const byPosition = (list: Ruling[]): Ruling[] => list.sort((a, b) => a.position - b.position);
  const levels = byPosition(rulings.horizontals.map((ruling) => turn(ruling, true)));
  const uprights = byPosition(rulings.verticals.map((ruling) => turn(ruling, false)));
  return {
    horizontals: quarter === 2 ? levels : uprights,
    verticals: quarter === 2 ? uprights : levels,
    shades: rulings.shades.map((shade) => turnBox(shade, quarter)),
  };
}

/** A table of turned text back to where the page shows it. */
export function turnTableBack(table: FoundTable, quarter: Quarter): FoundTable {
  if (quarter === 0) return table;
  const negative = (values: number[]): number[] => values.map((value) => -value);
  return {
    ...table,
    box: turnBox(table.box, ((4 - quarter) % 4) as Quarter),
    columnEdges: quarter === 1 ? table.columnEdges : negative(table.columnEdges),
    rowEdges: quarter === 3 ? table.rowEdges : negative(table.rowEdges),
  };
}

function turnBox({ x, y, width, height }: Box, quarter: Quarter): Box {
  if (quarter === 1) return { x: y, y: -x - width, width: height, height: width };
  if (quarter === 2) return { x: -x - width, y: -y - height, width, height };
  if (quarter === 3) return { x: -y - height, y: x, width: height, height: width };
  return { x, y, width, height };
}
