import type { Pixels } from '../pixels/pixels';
import { uprightView } from './upright-view';

/** Blocks that are looked at along each side, at most. */
const BLOCKS = 128;
/** Of a normal distribution half lies within so many deviations. */
const DEVIATIONS_OF_HALF = 0.6745;

/**
 * The standard deviation of a picture's noise, in grey levels: the median of the diagonal differences in blocks of two by
 * two pixels, in which edges are few (Donoho and Johnstone 1994, with the wavelet of Haar). Fine texture counts as noise.
 * 0 for a picture too small to have a block.
 */
export function estimateGrain(pixels: Pixels): number {
  const { width, height, greyAt } = uprightView(pixels, 1);
  const [columns, rows] = [width >> 1, height >> 1];
  const [stepX, stepY] = [Math.ceil(columns / BLOCKS), Math.ceil(rows / BLOCKS)];
  const counts = new Uint32Array(511);
  let total = 0;
  for (let row = 0; row < rows; row += stepY) {
    for (let column = 0; column < columns; column += stepX, total += 1) {
      const [x, y] = [column * 2, row * 2];
      const difference = Math.abs(greyAt(x, y) - greyAt(x + 1, y) - greyAt(x, y + 1) + greyAt(x + 1, y + 1));
      counts[difference] = (counts[difference] as number) + 1;
    }
  }
  return total === 0 ? 0 : medianOf(counts, total) / 2 / DEVIATIONS_OF_HALF;
}

function medianOf(counts: Uint32Array, total: number): number {
  let below = 0;
  return Math.max(0, counts.findIndex((count) => (below += count) * 2 >= total));
}
