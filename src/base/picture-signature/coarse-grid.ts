import type { Extent } from './extent';
import { COARSE_CELLS, COARSE_SIDE } from './signature-format';
import { inverseOf, TURNS, turnGrid, type Turn } from './turn';

/** `COARSE_CELLS` levels. */
export type CoarseGrid = Int8Array | Float32Array;

/** Where an extent of a grid is read, in `COARSE_CELLS` places: from the cell above left of each, and how far towards the next ones. */
interface Taps {
  readonly cells: Uint8Array;
  readonly across: Float32Array;
  readonly down: Float32Array;
}

const LAST = COARSE_SIDE - 1;
const known = new Map<Extent, Taps>();

/** An extent of a grid, read as if it were the whole; what lies outside shows the edge. */
export function readExtent(grid: CoarseGrid, extent: Extent, read = new Float32Array(COARSE_CELLS)): Float32Array {
  const { cells, across, down } = tapsFor(extent);
  for (let at = 0; at < COARSE_CELLS; at += 1) {
    const from = cells[at]!;
    const right = across[at]!;
    const upper = grid[from]! + (grid[from + 1]! - grid[from]!) * right;
    const lower = grid[from + COARSE_SIDE]! + (grid[from + COARSE_SIDE + 1]! - grid[from + COARSE_SIDE]!) * right;
    read[at] = upper + (lower - upper) * down[at]!;
  }
  return read;
}

function tapsFor(extent: Extent): Taps {
  let taps = known.get(extent);
  if (taps) return taps;
  taps = { cells: new Uint8Array(COARSE_CELLS), across: new Float32Array(COARSE_CELLS), down: new Float32Array(COARSE_CELLS) };
  const placeOf = (from: number, to: number, k: number) => Math.min(LAST, Math.max(0, (from + ((k + 0.5) / COARSE_SIDE) * (to - from)) * COARSE_SIDE - 0.5));
  for (let at = 0; at < COARSE_CELLS; at += 1) {
    const x = placeOf(extent.left, extent.right, at % COARSE_SIDE);
    const y = placeOf(extent.top, extent.bottom, Math.floor(at / COARSE_SIDE));
    const [left, top] = [Math.min(LAST - 1, Math.floor(x)), Math.min(LAST - 1, Math.floor(y))];
    taps.cells[at] = top * COARSE_SIDE + left;
    taps.across[at] = x - left;
    taps.down[at] = y - top;
  }
  known.set(extent, taps);
  return taps;
}

/** Mean 0, length 1, in place. */
export function normalise(grid: Float32Array): Float32Array {
  let sum = 0;
  let squares = 0;
  for (let at = 0; at < COARSE_CELLS; at += 1) {
    sum += grid[at]!;
    squares += grid[at]! ** 2;
  }
  const mean = sum / COARSE_CELLS;
  const scale = 1 / (Math.sqrt(squares - sum * mean) || 1);
  for (let at = 0; at < COARSE_CELLS; at += 1) grid[at] = (grid[at]! - mean) * scale;
  return grid;
}

/** By turn, which cell stands where when a picture is laid so that the other, turned, lies over it. */
const BACK = TURNS.map((turn) => Uint8Array.from(turnGrid(Float32Array.from({ length: COARSE_CELLS }, (_, at) => at), COARSE_SIDE, inverseOf(turn))));

/** As another one would have to look to be laid over this one by `turn`. */
export function turnBack(grid: Float32Array, turn: Turn): Float32Array {
  const from = BACK[turn];
  if (turn === 0 || !from) return grid;
  const back = new Float32Array(COARSE_CELLS);
  for (let at = 0; at < COARSE_CELLS; at += 1) back[at] = grid[from[at]!]!;
  return back;
}

/** Correlation (−1 to 1) of a normalised grid with any other. */
export function correlateCoarsely(normal: Float32Array, other: CoarseGrid, start = 0): number {
  let product = 0;
  let sum = 0;
  let squares = 0;
  for (let at = 0; at < COARSE_CELLS; at += 1) {
    const level = other[start + at]!;
    product += normal[at]! * level;
    sum += level;
    squares += level * level;
  }
  const spread = squares - (sum * sum) / COARSE_CELLS;
  return spread > 1e-9 ? product / Math.sqrt(spread) : 0;
}
