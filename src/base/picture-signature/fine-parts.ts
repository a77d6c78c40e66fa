import { kernelRoom } from './kernels/load-kernels';
import { GREY_SIDE } from './signature-format';

const MOST_CELLS = GREY_SIDE * GREY_SIDE;
const MOST_SUMS = (GREY_SIDE + 1) ** 2;
let room: { readonly fine: Float32Array; readonly scratch: Float64Array } | undefined;

/**
 * A grid without the mean around each cell, and without the mean of its row and of its column: what is left is what
 * tells one page of text, one landscape or one chart from the next, and of plain gradients nothing. Uncovered cells are 0.
 */
export function finePartsOf(grid: Float32Array, isCovered: Uint8Array, side: number): Float32Array {
  const kernels = kernelRoom();
  room ??= { fine: kernels.floats(MOST_CELLS), scratch: kernels.doubles(MOST_SUMS * 1.5) };
  const { fine, scratch } = room;
  kernels.calls.fineParts(kernels.placeOf(grid, 0), kernels.placeOfCover(isCovered), side, fine.byteOffset, scratch.byteOffset);
  return fine.slice(0, grid.length);
}
