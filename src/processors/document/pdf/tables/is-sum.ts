import type { Line, Segment } from '../text-lines';
import type { Interval } from './aligned-region';
import { cellKind } from './column-kinds';

/** Points. */
const SAME_SIDE = 2.5;
const OVERLAP = 1;
const MIN_ABOVE = 3;

/** Whether a line holds a label over several columns, and a figure that ends where figures above it in the last column do. */
export function isSum({ segments }: Line, above: readonly Line[], columns: readonly Interval[]): boolean {
  const [label, figure, third] = segments;
  const [first, last] = [columns[0], columns.at(-1)];
  if (!label || !figure || third || !first || !last || above.length < MIN_ABOVE || !isFigure(figure)) return false;
  const isBetween = label.left >= first.left - OVERLAP && label.right <= last.left + OVERLAP && figure.left >= last.left - OVERLAP;
  return isBetween && above.some((line) => endsInFigureAt(line, figure.right));
}

function endsInFigureAt({ segments }: Line, right: number): boolean {
  const end = segments.at(-1);
  return end !== undefined && Math.abs(end.right - right) <= SAME_SIDE && isFigure(end);
}

function isFigure({ fragments }: Segment): boolean {
  const kind = cellKind(fragments.map(({ text }) => text).join(' '));
  return kind === 'integer' || kind === 'number' || kind === 'percent';
}
