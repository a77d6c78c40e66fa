import type { Box } from '../../shared/model/page-layout';

/** A page in its own coordinates, as far as it is shown. */
export interface ShownPage {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
  /** Clockwise. */
  readonly rotation: 0 | 90 | 180 | 270;
  /** Points of the page as shown to one unit of its coordinates. */
  readonly unit: number;
}

/** Where a text begins, in the coordinates of the page, and how it runs, as PDF writes text matrices. */
export type TextMatrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** Share of a box's height that lies below the baseline. */
const DESCENT = 0.2;

/** Where the text of a box begins: a box of the page as shown, from its top left corner. */
export function placeWord({ x, y, height }: Box, { left, bottom, right, top, rotation, unit }: ShownPage): TextMatrix {
  const across = x / unit;
  const down = (y + height * (1 - DESCENT)) / unit;
  if (rotation === 90) return [0, 1, -1, 0, left + down, bottom + across];
  if (rotation === 180) return [-1, 0, 0, -1, right - across, bottom + down];
  if (rotation === 270) return [0, -1, 1, 0, right - down, top - across];
  return [1, 0, 0, 1, left + across, top - down];
}
