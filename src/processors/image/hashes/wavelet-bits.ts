import { haarBlocks } from './haar-blocks';
import { median } from './median';

/** The side of the picture that the wavelet hash wants: the largest power of two within the shorter side, at least 8. */
export const waveletSide = (width: number, height: number): number => Math.max(2 ** (31 - Math.clz32(Math.min(width, height))), 8);

/**
 * Which of 8 × 8 blocks lie above their median. Taking the mean out shifts all of them alike, so whole sums tell; only
 * where the median itself is shared does rounding decide.
 *
 * @param sums of the grey values of each block
 * @param readGrey gives the `side` × `side` grey values
 */
export function waveletBits(sums: Float64Array, side: number, readGrey: () => Uint8Array): boolean[] {
  const sorted = sums.toSorted();
  const isTied = sorted[31] === sorted[32];
  const values = isTied ? haarBlocks(readGrey(), side) : sums;
  const middle = median(values);
  return Array.from(values, (value) => value > middle);
}
