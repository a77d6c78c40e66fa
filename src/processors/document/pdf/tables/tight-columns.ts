import type { Fragment } from '../page-fragments';
import type { Segment } from '../text-lines';
import { advances } from '../word-advances';
import type { Region } from './aligned-region';
import { cellKind } from './column-kinds';
import { cutFragment } from './cut-fragment';

/** Share of a column's cells that must hold two figures, and how many at least. */
const MOST = 0.8;
const AT_LEAST = 3;
const NO_WIDTHS = new Map<string, never>();

/**
 * The region with columns of figures divided that stand so near to one another that their cells look like words of one
 * run: "61,392.00 F607-5".
 */
export function splitTightColumns(region: Region): Region {
  for (const column of region.columns) {
    const isIn = ({ left, right }: Segment): boolean => left >= column.left - 1 && right <= column.right + 1;
    const inside = region.lines.flatMap(({ segments }) => segments.filter(isIn));
    const borders = inside.flatMap((segment) => borderOf(segment) ?? []);
    if (borders.length < AT_LEAST || borders.length < MOST * (inside.length - 1)) continue;
    const edge = borders.sort((a, b) => a - b)[Math.floor(borders.length / 2)] ?? 0;
    const lines = region.lines.map((line) => ({
      ...line,
      segments: line.segments.flatMap((segment) => (isIn(segment) ? divide(segment, edge) : [segment])),
    }));
    const columns = region.columns.flatMap((each) =>
      each === column ? [{ left: each.left, right: edge }, { left: edge, right: each.right }] : [each],
    );
    return { columns, lines };
  }
  return region;
}

/** The middle of the space between two figures of a single run. */
function borderOf({ fragments }: Segment): number | null {
  const [fragment, second] = fragments;
  const words = fragment?.text.split(' ') ?? [];
  if (!fragment || second || words.length !== 2 || cellKind(fragment.text) !== 'text') return null;
  if (words.some((word) => cellKind(word) === 'text')) return null;
  const along = advances(fragment, NO_WIDTHS);
  const space = fragment.text.indexOf(' ');
  return fragment.x + ((along[space] ?? 0) + (along[space + 1] ?? 0)) / 2;
}

function divide(segment: Segment, edge: number): Segment[] {
  const pieces = segment.fragments.flatMap((fragment) => cutFragment(fragment, [edge]));
  const isBefore = ({ x, width }: Fragment): boolean => x + width / 2 < edge;
  return [pieces.filter(isBefore), pieces.filter((piece) => !isBefore(piece))]
    .filter((fragments) => fragments.length > 0)
    .map((fragments) => ({
      ...segment,
      fragments,
      left: Math.min(...fragments.map(({ x }) => x)),
      right: Math.max(...fragments.map(({ x, width }) => x + width)),
      length: fragments.reduce((sum, { text }) => sum + text.length, 0),
    }));
}
