import type { Placement } from './align';
import { kernelRoom } from './kernels/load-kernels';
import { GREY_SIDE } from './signature-format';
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

const CELLS = GREY_SIDE * GREY_SIDE;
/** Of 64 bits: sums, system and step, then two grids and, for each place along a side, what it is read by. */
const SCRATCH_NUMBERS = 27 + 42 + 6 + 1 + (2 * (CELLS + 4)) / 2 + GREY_SIDE * 6;
const PARTS = 4;
let trimRoom: { readonly trim: Float64Array; readonly scratch: Float64Array } | undefined;

/**
 * The trim near `start` by which the second grid fits the first best, whatever the brightness and contrast of both (least
 * squares by Gauss and Newton, as Lucas and Kanade align pictures); null where it runs away.
 *
 * @param second as `splineOf` gives it
 */
export function alignTrim(first: Float32Array, second: Float32Array, side: number, start: Trim, rounds: number): Trim | null {
  const room = kernelRoom();
  trimRoom ??= { trim: room.doubles(PARTS), scratch: room.doubles(SCRATCH_NUMBERS) };
  const { trim, scratch } = trimRoom;
  trim.set([start.scaleX, start.shiftX, start.scaleY, start.shiftY]);
  const isFound = room.calls.alignTrim(room.placeOf(first, 0), room.placeOf(second, 1), side, trim.byteOffset, rounds, scratch.byteOffset) !== 0;
  return isFound ? { scaleX: trim[0]!, shiftX: trim[1]!, scaleY: trim[2]!, shiftY: trim[3]! } : null;
}
