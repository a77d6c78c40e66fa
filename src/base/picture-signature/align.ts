import { kernelRoom } from './kernels/load-kernels';
import { GREY_SIDE } from './signature-format';
import { correlationOf, sumsOf } from './sums';

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

const CELLS = GREY_SIDE * GREY_SIDE;
/** A cell at the edge still counts when its middle lies this far outside, in cells. */
const SLACK_CELLS = 0.25;

interface OverlayRoom {
  readonly levels: Float32Array;
  readonly isCovered: Uint8Array;
}

let overlayRoom: OverlayRoom | undefined;

/**
 * Reads `grid` at the places of a grid of the same side, by the four cells around.
 *
 * @param margin cells at the edges of either that do not count
 */
export function overlayOf(grid: Float32Array, side: number, placement: Placement, margin = 0): Overlay {
  const room = kernelRoom();
  // One may be written beyond its end.
  overlayRoom ??= { levels: room.floats(CELLS), isCovered: room.bytes(CELLS) };
  const { levels, isCovered } = overlayRoom;
  const covered = room.calls.overlay(room.placeOf(grid, 0), side, margin, ...placement, levels.byteOffset, isCovered.byteOffset);
  return { levels: levels.slice(0, grid.length), isCovered: isCovered.slice(0, grid.length), coverage: covered / grid.length };
}

/** The same, read better: by sixteen cells around (Catmull and Rom's curve). */
export function finelyOverlayOf(grid: Float32Array, side: number, placement: Placement, margin = 0): Overlay {
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
      levels[at] = readCubic(grid, side, px, py);
    }
  }
  return { levels, isCovered, coverage: covered / (side * side) };
}

function readCubic(grid: Float32Array, side: number, px: number, py: number): number {
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
  return correlationOf(sumsOf(grid, levels, isCovered));
}

/** Of 64 bits. */
const SCRATCH_NUMBERS = 44 + 72 + 8;
const PARTS = 6;
let alignRoom: { readonly placement: Float64Array; readonly scratch: Float64Array } | undefined;

/**
 * The placement near `start` at which the second grid fits the first best, whatever the brightness and contrast of both
 * (least squares by Gauss and Newton, as Lucas and Kanade align pictures).
 *
 * @param margin cells at the edges of either that do not count
 */
export function align(first: Float32Array, second: Float32Array, side: number, start: Placement, rounds: number, margin = 0): Placement {
  const room = kernelRoom();
  alignRoom ??= { placement: room.doubles(PARTS), scratch: room.doubles(SCRATCH_NUMBERS) };
  const { placement, scratch } = alignRoom;
  placement.set(start);
  room.calls.align(room.placeOf(first, 0), room.placeOf(second, 1), side, margin, placement.byteOffset, rounds, scratch.byteOffset);
  return [placement[0]!, placement[1]!, placement[2]!, placement[3]!, placement[4]!, placement[5]!];
}
