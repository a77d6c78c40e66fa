import { solve } from './solve';
import { meansOf, sumsOf, sumsOfThird, type PairSums } from './sums';

/** Level of the second = gain × level of the first + offset, once the darker of the two has lost what the brighter lost at white. */
export interface Tones {
  readonly gain: number;
  readonly offset: number;
  /** How much of its excess the darker loses, in its own levels: 0 where nothing ended at white. */
  readonly clipped: { readonly first: number; readonly second: number };
}

/** Levels of the mean. */
const LEAST_EXCESS = 0.02;
/** What a straight line leaves must become less by this to say that something ended at white. */
const MOST_OF_STRAIGHT = 0.7;
/** In its own levels a picture brightened by `BRIGHTENING` has lost 1 / `BRIGHTENING` of its excess. */
const MOST_CLIPPED = 1;

interface Plane {
  readonly levels: Float32Array;
  readonly excess: Float32Array;
}

/**
 * How the tones of one grid have become those of another laid over it: by a straight line, and by what was lost at white
 * when the darker of them was brightened (least squares).
 *
 * @param sums of the levels of both
 */
export function matchTones(first: Plane, second: Plane, isCovered: Uint8Array, sums = sumsOf(first.levels, second.levels, isCovered)): Tones {
  const [meanOfFirst, meanOfSecond] = meansOf(sums);
  const isBrightened = meanOfFirst < meanOfSecond;
  const { gain, offset } = straightLine(sums);
  const straight = { gain, offset, clipped: { first: 0, second: 0 } };
  const { sum: excess, squares, ...withExcess } = sumsOfThird(isBrightened ? first.excess : second.excess, first.levels, second.levels, isCovered);
  if (!(excess >= LEAST_EXCESS * sums.count)) return straight;
  // Of the brighter by the darker: x, and its excess.
  const [x, xx] = isBrightened ? [sums.first, sums.squaresOfFirst] : [sums.second, sums.squaresOfSecond];
  const [y, yy] = isBrightened ? [sums.second, sums.squaresOfSecond] : [sums.first, sums.squaresOfFirst];
  const [ex, ey] = isBrightened ? [withExcess.productsWithFirst, withExcess.productsWithSecond] : [withExcess.productsWithSecond, withExcess.productsWithFirst];
  const { count, products: xy } = sums;
  const [steep = 0, raised = 0, lost = 0] = solve([xx, x, ex, xy, 0, count, excess, y, 0, 0, squares, ey], 3) ?? [];
  const share = Math.min(MOST_CLIPPED, -lost / steep);
  if (!(steep > 1.005 && share > 0.02)) return straight;
  const rest = yy + steep * (steep * xx - 2 * xy + 2 * raised * x + 2 * lost * ex) + raised * (raised * count - 2 * y + 2 * lost * excess) + lost * (lost * squares - 2 * ey);
  const { squaresOfFirst, squaresOfSecond } = sums;
  const restOfPlain = squaresOfSecond + gain * (gain * squaresOfFirst - 2 * xy + 2 * offset * sums.first) + offset * (offset * count - 2 * sums.second);
  if (rest >= MOST_OF_STRAIGHT * (isBrightened ? restOfPlain : restOfPlain / gain ** 2)) return straight;
  if (isBrightened) return { gain: steep, offset: raised, clipped: { first: share, second: 0 } };
  return { gain: 1 / steep, offset: -raised / steep, clipped: { first: 0, second: share } };
}

function straightLine({ count, first, second, squaresOfFirst, products }: PairSums): { gain: number; offset: number } {
  const [gain = 0, offset = 0] = solve([squaresOfFirst, first, products, 0, count, second], 2) ?? [];
  return { gain, offset };
}

/** A grid less what it lost at white. */
export function clip({ levels, excess }: Plane, share: number): Float32Array {
  return share === 0 ? levels : levels.map((level, at) => level - share * excess[at]!);
}
