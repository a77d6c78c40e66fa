import { dct32 } from './dct-32';
import { median } from './median';

const SIDE = 32;
const KEPT = 8;

/** Of 32 × 32 grey values: which of the 8 × 8 lowest frequencies lie above their median. */
export function perceptualBits(grey: Uint8Array): boolean[] {
  const columns = Array.from({ length: SIDE }, (_, x) => {
    const column = Float64Array.from({ length: SIDE }, (_value, y) => grey[y * SIDE + x] as number);
    dct32(column);
    return column;
  });
  const low = new Float64Array(KEPT * KEPT);
  for (let y = 0; y < KEPT; y += 1) {
    const row = Float64Array.from(columns, (column) => column[y] as number);
    dct32(row);
    low.set(row.subarray(0, KEPT), y * KEPT);
  }
  const middle = median(low);
  return Array.from(low, (value) => value > middle);
}
