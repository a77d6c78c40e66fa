import { KernelRoom, type KernelCalls } from './kernels/load-kernels';
import { GREY_SIDE } from './signature-format';
import { solve } from './solve';

/**
 * How a square grid lies in another: the point (x, y) of the one, −1 to 1 from edge to edge, is at (a·x + b·y + c,
 * d·x + e·y + f) in the other.
 */
export type Placement = readonly [number, number, number, number, number, number];

export const IN_PLACE: Placement = [1, 0, 0, 0, 1, 0];

/** Two grids laid over each other, where both have something. */
export interface Overlay {
  /** 1 where the second grid covers the cell of the first. */
  readonly isCovered: Uint8Array;
  /** The second grid as seen from the first. */
  readonly levels: Float32Array;
  /** 0–1 of the first grid. */
  readonly coverage: number;
}

/** A cell at the edge still counts when its middle lies this far outside, in cells. */
const SLACK_CELLS = 0.25;

/**
 * Reads `grid` at the places of a grid of the same side, by the four cells around, or better by sixteen (Catmull and Rom's curve).
 *
 * @param margin cells at the edges of either that do not count
 */
export function overlayOf(grid: Float32Array, side: number, placement: Placement, read: typeof readLinear = readLinear, margin = 0): Overlay {
  const [a, b, c, d, e, f] = placement;
  const levels = new Float32Array(side * side);
  const isCovered = new Uint8Array(side * side);
  let covered = 0;
  const [least, most] = [margin - SLACK_CELLS, side - 1 - margin + SLACK_CELLS];
  for (let row = margin; row < side - margin; row += 1) {
    const y = ((row + 0.5) / side) * 2 - 1;
    for (let column = margin, at = row * side + margin; column < side - margin; column += 1, at += 1) {
      const x = ((column + 0.5) / side) * 2 - 1;
      const px = ((a * x + b * y + c + 1) / 2) * side - 0.5;
      const py = ((d * x + e * y + f + 1) / 2) * side - 0.5;
      if (px < least || py < least || px > most || py > most) continue;
      isCovered[at] = 1;
      covered += 1;
      levels[at] = read(grid, side, px, py);
    }
  }
  return { levels, isCovered, coverage: covered / (side * side) };
}

function readLinear(grid: Float32Array, side: number, px: number, py: number): number {
  const left = Math.min(side - 2, Math.max(0, Math.floor(px)));
  const top = Math.min(side - 2, Math.max(0, Math.floor(py)));
  const across = Math.min(1, Math.max(0, px - left));
  const down = Math.min(1, Math.max(0, py - top));
  const from = top * side + left;
  const upper = grid[from]! + (grid[from + 1]! - grid[from]!) * across;
  const lower = grid[from + side]! + (grid[from + side + 1]! - grid[from + side]!) * across;
  return upper + (lower - upper) * down;
}

export function readCubic(grid: Float32Array, side: number, px: number, py: number): number {
  const last = side - 1;
  const [left, top] = [Math.floor(px), Math.floor(py)];
  const [x, y] = [px - left, py - top];
  const a = Math.max(0, left - 1);
  const b = Math.max(0, left);
  const c = Math.min(last, left + 1);
  const d = Math.min(last, left + 2);
  const p = ((2 - x) * x - 1) * x * 0.5;
  const q = (1.5 * x - 2.5) * x * x + 1;
  const r = ((4 - 3 * x) * x + 1) * x * 0.5;
  const s = (x - 1) * x * x * 0.5;
  const along = (row: number): number => grid[row + a]! * p + grid[row + b]! * q + grid[row + c]! * r + grid[row + d]! * s;
  return (
    along(Math.max(0, top - 1) * side) * ((2 - y) * y - 1) * y * 0.5 +
    along(Math.max(0, top) * side) * ((1.5 * y - 2.5) * y * y + 1) +
    along(Math.min(last, top + 1) * side) * ((4 - 3 * y) * y + 1) * y * 0.5 +
    along(Math.min(last, top + 2) * side) * (y - 1) * y * y * 0.5
  );
}

/** Correlation (−1 to 1) of a grid and another laid over it. */
export function correlate(grid: Float32Array, { levels, isCovered }: Pick<Overlay, 'levels' | 'isCovered'>): number {
  let count = 0;
  let sumA = 0;
  let sumB = 0;
  let squareA = 0;
  let squareB = 0;
  let product = 0;
  for (let at = 0; at < grid.length; at += 1) {
    if (isCovered[at] === 0) continue;
    const first = grid[at]!;
    const second = levels[at]!;
    count += 1;
    sumA += first;
    sumB += second;
    squareA += first * first;
    squareB += second * second;
    product += first * second;
  }
  const spread = (squareA - (sumA * sumA) / count) * (squareB - (sumB * sumB) / count);
  return spread > 1e-9 ? (product - (sumA * sumB) / count) / Math.sqrt(spread) : 0;
}

const UNKNOWNS = 8;
/** Of the upper half of a system, line by line. */
const SUMS = (UNKNOWNS * (UNKNOWNS + 3)) / 2;

interface AlignRoom {
  readonly calls: KernelCalls;
  readonly here: Float32Array;
  readonly there: Float32Array;
  readonly sums: Float64Array;
}

let alignRoom: AlignRoom | undefined;

function roomOf(): AlignRoom {
  if (alignRoom) return alignRoom;
  const room = new KernelRoom();
  return (alignRoom = { calls: room.calls, here: room.floats(GREY_SIDE * GREY_SIDE), there: room.floats(GREY_SIDE * GREY_SIDE), sums: room.doubles(SUMS) });
}

/**
 * The placement near `start` at which the second grid fits the first best, whatever the brightness and contrast of both
 * (least squares by Gauss and Newton, as Lucas and Kanade align pictures).
 *
 * @param margin cells at the edges of either that do not count
 */
export function align(first: Float32Array, second: Float32Array, side: number, start: Placement, rounds: number, margin = 0): Placement {
  const { calls, here, there, sums } = roomOf();
  here.set(first);
  there.set(second);
  let placement = start;
  const system = new Float64Array(UNKNOWNS * (UNKNOWNS + 1));
  for (let round = 0; round < rounds; round += 1) {
    const [a, b, c, d, e, f] = placement;
    sums.fill(0);
    calls.addStep(here.byteOffset, there.byteOffset, side, margin, a, b, c, d, e, f, sums.byteOffset);
    for (let i = 0, from = 0; i < UNKNOWNS; i += 1) for (let j = i; j <= UNKNOWNS; j += 1, from += 1) system[i * (UNKNOWNS + 1) + j] = sums[from]!;
    const step = solve(system, UNKNOWNS);
    if (!step) return placement;
    placement = [a + step[0]!, b + step[1]!, c + step[2]!, d + step[3]!, e + step[4]!, f + step[5]!];
    if (step.every((part, index) => index > 5 || Math.abs(part) < 5e-4)) break;
  }
  return placement;
}
