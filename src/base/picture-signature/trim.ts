import type { Placement } from './align';
import { solve } from './solve';
import { readAcross, readDown, tapsFor } from './spline';

/**
 * How a grid lies in another of the same side when neither is turned: column k of the one is at scaleX × k + shiftX of the
 * other, in cells, and rows likewise. So lies a picture in the one that it was trimmed from.
 */
export interface Trim {
  readonly scaleX: number;
  readonly shiftX: number;
  readonly scaleY: number;
  readonly shiftY: number;
}

/** What a grid shows where another of the same side is laid over it. */
export interface TrimmedGrid {
  readonly levels: Float32Array;
  /** 1 where both have something. */
  readonly isCovered: Uint8Array;
}

/** The middle of one in the middle of the other. */
export function trimAround(scale: number, side: number): Trim {
  const shift = ((side - 1) / 2) * (1 - scale);
  return { scaleX: scale, shiftX: shift, scaleY: scale, shiftY: shift };
}

/** Of a placement that turns nothing. */
export function trimOf([scaleX, , c, , scaleY, f]: Placement, side: number): Trim {
  const shift = (scale: number, offset: number) => ((offset - scale + 1) * side + scale - 1) / 2;
  return { scaleX, shiftX: shift(scaleX, c), scaleY, shiftY: shift(scaleY, f) };
}

/** From cells to −1…1. */
export function placementOf({ scaleX, shiftX, scaleY, shiftY }: Trim, side: number): Placement {
  const shift = (scale: number, cells: number) => scale + ((cells - 0.5 * scale + 0.5) * 2) / side - 1;
  return [scaleX, 0, shift(scaleX, shiftX), 0, scaleY, shift(scaleY, shiftY)];
}

/** The same for grids of other sides. */
export function rescaleTrim({ scaleX, shiftX, scaleY, shiftY }: Trim, from: number, to: number): Trim {
  const rescale = (scale: number, shift: number) => (to / from) * (shift + 0.5 - 0.5 * scale) - 0.5 + 0.5 * scale;
  return { scaleX, shiftX: rescale(scaleX, shiftX), scaleY, shiftY: rescale(scaleY, shiftY) };
}

/** @param margin cells at the edges of either that do not count: what lies there has lost part of what it showed */
export function readTrimmed(spline: Float32Array, side: number, { scaleX, shiftX, scaleY, shiftY }: Trim, margin = 0): TrimmedGrid {
  const across = tapsFor(side, scaleX, shiftX);
  const down = tapsFor(side, scaleY, shiftY);
  const levels = readDown(readAcross(spline, side, across.cells, across.weights), side, down.cells, down.weights);
  const isCovered = new Uint8Array(side * side);
  const isWithin = (scale: number, shift: number, k: number) => k >= margin && k <= side - 1 - margin && scale * k + shift >= margin - 0.1 && scale * k + shift <= side - 0.9 - margin;
  for (let y = 0, at = 0; y < side; y += 1) {
    const isRow = down.isInside[y] === 1 && isWithin(scaleY, shiftY, y);
    for (let x = 0; x < side; x += 1, at += 1) isCovered[at] = isRow && across.isInside[x] === 1 && isWithin(scaleX, shiftX, x) ? 1 : 0;
  }
  return { levels, isCovered };
}

const UNKNOWNS = 6;
/** A step that moves no cell further is the last one. */
const STILL_CELLS = 4e-3;

/**
 * The trim near `start` by which the second grid fits the first best, whatever the brightness and contrast of both (least
 * squares by Gauss and Newton, as Lucas and Kanade align pictures); null where it runs away.
 *
 * @param second as `splineOf` gives it
 */
export function alignTrim(first: Float32Array, second: Float32Array, side: number, start: Trim, rounds: number): Trim | null {
  let { scaleX, shiftX, scaleY, shiftY } = start;
  const system = new Float64Array(UNKNOWNS * (UNKNOWNS + 1));
  const slopes = new Float64Array(UNKNOWNS);
  const middle = side / 2;
  for (let round = 0; round < rounds; round += 1) {
    const across = tapsFor(side, scaleX, shiftX);
    const down = tapsFor(side, scaleY, shiftY);
    const columns = readAcross(second, side, across.cells, across.weights);
    const levels = readDown(columns, side, down.cells, down.weights);
    const slopesX = readDown(readAcross(second, side, across.cells, across.slopes), side, down.cells, down.weights);
    const slopesY = readDown(columns, side, down.cells, down.slopes);
    system.fill(0);
    for (let y = 0; y < side; y += 1) {
      if (down.isInside[y] === 0) continue;
      for (let x = 0, at = y * side; x < side; x += 1, at += 1) {
        if (across.isInside[x] === 0) continue;
        slopes[1] = slopesX[at]!;
        slopes[0] = slopes[1] * (x - middle);
        slopes[3] = slopesY[at]!;
        slopes[2] = slopes[3] * (y - middle);
        slopes[4] = -first[at]!;
        slopes[5] = -1;
        const wanted = -levels[at]!;
        for (let i = 0, line = 0; i < UNKNOWNS; i += 1, line += UNKNOWNS + 1) {
          const slope = slopes[i]!;
          for (let j = i; j < UNKNOWNS; j += 1) system[line + j]! += slope * slopes[j]!;
          system[line + UNKNOWNS]! += slope * wanted;
        }
      }
    }
    const step = solve(system, UNKNOWNS);
    if (!step) return null;
    const [growX = 0, moveX = 0, growY = 0, moveY = 0] = step;
    scaleX += growX;
    shiftX += moveX - growX * middle;
    scaleY += growY;
    shiftY += moveY - growY * middle;
    if (!isBounded(scaleX, shiftX, side) || !isBounded(scaleY, shiftY, side)) return null;
    if (Math.max(Math.abs(growX) * side, Math.abs(moveX), Math.abs(growY) * side, Math.abs(moveY)) < STILL_CELLS) break;
  }
  return { scaleX, shiftX, scaleY, shiftY };
}

function isBounded(scale: number, shift: number, side: number): boolean {
  return scale > 0.6 && scale < 1.7 && Math.abs(shift) < side / 2;
}
