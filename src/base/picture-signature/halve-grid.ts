import { kernelRoom } from './kernels/load-kernels';
import { GREY_SIDE } from './signature-format';

const MOST_CELLS = (GREY_SIDE * GREY_SIDE) / 2;
let room: { readonly narrow: Float32Array; readonly halved: Float32Array } | undefined;

/**
 * Half as many cells a side, each a weighted mean of the four by four around it: soft, so that lines finer than the new
 * cells vanish and do not come back as coarse ones.
 *
 * @param side an even number, at most `GREY_SIDE`
 */
export function halveGrid(grid: Float32Array, side: number): Float32Array {
  const kernels = kernelRoom();
  room ??= { narrow: kernels.floats(MOST_CELLS), halved: kernels.floats(MOST_CELLS) };
  const { narrow, halved } = room;
  kernels.calls.halve(kernels.placeOf(grid, 0), side, narrow.byteOffset, halved.byteOffset);
  return halved.slice(0, (side / 2) ** 2);
}
