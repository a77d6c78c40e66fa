import { frequenciesOf } from './frequencies';
import { GREY_SIDE } from './signature-format';

const COUNT = 18;
/** Below, a frequency may be that of a plain gradient. */
const LEAST_SUM = 5;

/**
 * How much there is to tell a picture by, in grey levels (root mean square): what is left when all that rows or columns
 * have in common, and all that changes slowly, is taken away. Flat pictures and gradients have nearly none.
 */
export function informationOf(grey: Float32Array): number {
  const frequencies = frequenciesOf(grey, GREY_SIDE, COUNT);
  let energy = 0;
  for (let v = 1; v < COUNT; v += 1) {
    for (let u = 1; u < COUNT; u += 1) if (u + v >= LEAST_SUM) energy += (frequencies[v * COUNT + u] ?? 0) ** 2;
  }
  return Math.sqrt(energy) / GREY_SIDE;
}
