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
  const left = Math.floor(px);
  const top = Math.floor(py);
  const last = side - 1;
  let level = 0;
  for (let j = -1; j <= 2; j += 1) {
    const row = Math.min(last, Math.max(0, top + j)) * side;
    const down = cubicWeight(py - top - j);
    for (let i = -1; i <= 2; i += 1) {
      level += grid[row + Math.min(last, Math.max(0, left + i))]! * cubicWeight(px - left - i) * down;
    }
  }
  return level;
}

function cubicWeight(distance: number): number {
  const x = Math.abs(distance);
  if (x < 1) return 1.5 * x * x * x - 2.5 * x * x + 1;
  return x < 2 ? -0.5 * x * x * x + 2.5 * x * x - 4 * x + 2 : 0;
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

/**
 * The placement near `start` at which the second grid fits the first best, whatever the brightness and contrast of both
 * (least squares by Gauss and Newton, as Lucas and Kanade align pictures).
 *
 * @param margin cells at the edges of either that do not count
 */
export function align(first: Float32Array, second: Float32Array, side: number, start: Placement, rounds: number, margin = 0): Placement {
  let placement = start;
  const system = new Float64Array(UNKNOWNS * (UNKNOWNS + 1));
  // Of the upper half, line by line.
  const sums = new Float64Array((UNKNOWNS * (UNKNOWNS + 3)) / 2);
  const slopes = new Float64Array(UNKNOWNS + 1);
  for (let round = 0; round < rounds; round += 1) {
    const [a, b, c, d, e, f] = placement;
    sums.fill(0);
    for (let row = margin; row < side - margin; row += 1) {
      const y = ((row + 0.5) / side) * 2 - 1;
      for (let column = margin, at = row * side + margin; column < side - margin; column += 1, at += 1) {
        const x = ((column + 0.5) / side) * 2 - 1;
        const px = ((a * x + b * y + c + 1) / 2) * side - 0.5;
        const py = ((d * x + e * y + f + 1) / 2) * side - 0.5;
        if (px < margin || py < margin || px > side - 1 - margin || py > side - 1 - margin) continue;
        const left = Math.min(side - 2, Math.floor(px));
        const top = Math.min(side - 2, Math.floor(py));
        const across = px - left;
        const down = py - top;
        const from = top * side + left;
        const topLeft = second[from]!;
        const topRight = second[from + 1]!;
        const lowLeft = second[from + side]!;
        const lowRight = second[from + side + 1]!;
        const upper = topLeft + (topRight - topLeft) * across;
        const lower = lowLeft + (lowRight - lowLeft) * across;
        const slopeX = ((topRight - topLeft) * (1 - down) + (lowRight - lowLeft) * down) * (side / 2);
        const slopeY = (lower - upper) * (side / 2);
        slopes[0] = slopeX * x;
        slopes[1] = slopeX * y;
        slopes[2] = slopeX;
        slopes[3] = slopeY * x;
        slopes[4] = slopeY * y;
        slopes[5] = slopeY;
        slopes[6] = -first[at]!;
        slopes[7] = -1;
        slopes[8] = -(upper + (lower - upper) * down);
        for (let i = 0, to = 0; i < UNKNOWNS; i += 1) {
          const slope = slopes[i]!;
          for (let j = i; j <= UNKNOWNS; j += 1, to += 1) sums[to]! += slope * slopes[j]!;
        }
      }
    }
    for (let i = 0, from = 0; i < UNKNOWNS; i += 1) for (let j = i; j <= UNKNOWNS; j += 1, from += 1) system[i * (UNKNOWNS + 1) + j] = sums[from]!;
    const step = solve(system, UNKNOWNS);
    if (!step) return placement;
    placement = [a + step[0]!, b + step[1]!, c + step[2]!, d + step[3]!, e + step[4]!, f + step[5]!];
    if (step.every((part, index) => index > 5 || Math.abs(part) < 5e-4)) break;
  }
  return placement;
}
