import type { Box } from '../../shared/model/page-layout';
import { cosAndSin, turnPoint, type QuarterTurn } from './turn-point';

/** A page in its own coordinates, as far as it is shown. */
export interface ShownPage {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
  /** By which viewers turn it. */
  readonly rotation: QuarterTurn;
  /** Points of the page as shown to one unit of its coordinates. */
  readonly unit: number;
}

/** Where a text begins, in the coordinates of the page, and how it runs, as PDF writes text matrices. */
export type TextMatrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** Share of a box's height that lies below the baseline. */
const DESCENT = 0.2;

/** Where the text of a straight box begins; `quarter` is the turn that it was made straight with. */
export function placeWord({ x, y, height }: Box, quarter: QuarterTurn, page: ShownPage): TextMatrix {
  const [across, down] = turnPoint(x, baselineOf({ y, height }), -quarter);
  // The viewer turns the page clockwise, and the reader turns it on: the text runs the other way round.
  const [cos, sin] = cosAndSin(quarter + page.rotation);
  return [cos, sin, -sin, cos, ...ownCoordinates(across / page.unit, down / page.unit, page)];
}

export function baselineOf({ y, height }: Pick<Box, 'y' | 'height'>): number {
  return y + height * (1 - DESCENT);
}

/** Of a point that lies so far from the left and the top of the page as shown. */
function ownCoordinates(across: number, down: number, { left, bottom, right, top, rotation }: ShownPage): [x: number, y: number] {
  if (rotation === 90) return [left + down, bottom + across];
  if (rotation === 180) return [right - across, bottom + down];
  if (rotation === 270) return [right - down, top - across];
  return [left + across, top - down];
}
