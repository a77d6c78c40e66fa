import { kernelRoom } from './kernels/load-kernels';
import { GREY_SIDE } from './signature-format';

/*
 * A grid as a smooth surface: cubic B-splines through all its cells (Unser: Splines, a perfect fit for signal and image
 * processing, 1999). Between cells they keep fine lines that averages of the cells around would wash out.
 */
const TAPS = 4;

/** What the splines are weighted by, so that they go through the cells of the grid; mirrored at the edges. */
export function splineOf(grid: Float32Array, side: number): Float32Array {
  const room = kernelRoom();
  spline ??= room.floats(GREY_SIDE * GREY_SIDE);
  spline.set(grid);
  room.calls.toSpline(spline.byteOffset, side);
  return spline.slice(0, grid.length);
}

let spline: Float32Array | undefined;

/** Along one side: from which four cells each place is read, and by which weights. */
export interface Taps {
  readonly cells: Int32Array;
  readonly weights: Float32Array;
  /** 1 where the place lies between the middles of the outermost cells. */
  readonly isInside: Uint8Array;
}

const SLACK = 0.01;

/** For the places scale × k + shift, k from 0 to `side` − 1, in cells. */
export function tapsFor(side: number, scale: number, shift: number): Taps {
  const cells = new Int32Array(side * TAPS);
  const weights = new Float32Array(side * TAPS);
  const isInside = new Uint8Array(side);
  for (let k = 0; k < side; k += 1) {
    const place = scale * k + shift;
    if (place < -SLACK || place > side - 1 + SLACK) continue;
    isInside[k] = 1;
    const first = Math.floor(place) - 1;
    const t = place - first - 1;
    const s = 1 - t;
    const at = k * TAPS;
    for (let tap = 0; tap < TAPS; tap += 1) cells[at + tap] = mirrored(first + tap, side);
    weights[at] = (s * s * s) / 6;
    weights[at + 1] = (4 - 6 * t * t + 3 * t * t * t) / 6;
    weights[at + 2] = (4 - 6 * s * s + 3 * s * s * s) / 6;
    weights[at + 3] = (t * t * t) / 6;
  }
  return { cells, weights, isInside };
}

function mirrored(cell: number, side: number): number {
  const positive = Math.abs(cell);
  return positive < side ? positive : 2 * side - 2 - positive;
}

/** Reads the columns of all rows at the places of `taps`. */
export function readAcross(spline: Float32Array, side: number, cells: Int32Array, weights: Float32Array): Float32Array {
  const read = new Float32Array(side * side);
  for (let x = 0; x < side; x += 1) {
    const at = x * TAPS;
    const [a, b, c, d] = [cells[at]!, cells[at + 1]!, cells[at + 2]!, cells[at + 3]!];
    const [p, q, r, s] = [weights[at]!, weights[at + 1]!, weights[at + 2]!, weights[at + 3]!];
    for (let row = 0; row < side * side; row += side) read[row + x] = spline[row + a]! * p + spline[row + b]! * q + spline[row + c]! * r + spline[row + d]! * s;
  }
  return read;
}

/** Reads the rows of all columns at the places of `taps`. */
export function readDown(grid: Float32Array, side: number, cells: Int32Array, weights: Float32Array): Float32Array {
  const read = new Float32Array(side * side);
  for (let y = 0; y < side; y += 1) {
    const at = y * TAPS;
    const [a, b, c, d] = [cells[at]! * side, cells[at + 1]! * side, cells[at + 2]! * side, cells[at + 3]! * side];
    const [p, q, r, s] = [weights[at]!, weights[at + 1]!, weights[at + 2]!, weights[at + 3]!];
    for (let x = 0, to = y * side; x < side; x += 1, to += 1) read[to] = grid[a + x]! * p + grid[b + x]! * q + grid[c + x]! * r + grid[d + x]! * s;
  }
  return read;
}
