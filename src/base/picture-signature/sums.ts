import { kernelRoom } from './kernels/load-kernels';

/** Sums over those cells of two grids that count. */
export interface PairSums {
  readonly count: number;
  readonly first: number;
  readonly second: number;
  readonly squaresOfFirst: number;
  readonly squaresOfSecond: number;
  readonly products: number;
}

/** What a third grid adds. */
export interface ThirdSums {
  readonly sum: number;
  readonly squares: number;
  readonly productsWithFirst: number;
  readonly productsWithSecond: number;
}

const SUMS = 6;
let room: Float64Array | undefined;

/** @param isCovered 1 where a cell counts */
export function sumsOf(first: Float32Array, second: Float32Array, isCovered: Uint8Array): PairSums {
  const kernels = kernelRoom();
  const sums = (room ??= kernels.doubles(SUMS));
  kernels.calls.pairSums(kernels.placeOf(first, 0), kernels.placeOf(second, 1), kernels.placeOfCover(isCovered), first.length, sums.byteOffset);
  return { count: sums[0]!, first: sums[1]!, second: sums[2]!, squaresOfFirst: sums[3]!, squaresOfSecond: sums[4]!, products: sums[5]! };
}

export function sumsOfThird(third: Float32Array, first: Float32Array, second: Float32Array, isCovered: Uint8Array): ThirdSums {
  const kernels = kernelRoom();
  const sums = (room ??= kernels.doubles(SUMS));
  const places = [kernels.placeOf(third, 0), kernels.placeOf(first, 1), kernels.placeOf(second, 2)] as const;
  kernels.calls.thirdSums(...places, kernels.placeOfCover(isCovered), third.length, sums.byteOffset);
  return { sum: sums[0]!, squares: sums[1]!, productsWithFirst: sums[2]!, productsWithSecond: sums[3]! };
}

/** Correlation (−1 to 1). */
export function correlationOf({ count, first, second, squaresOfFirst, squaresOfSecond, products }: PairSums): number {
  const spread = (squaresOfFirst - (first * first) / count) * (squaresOfSecond - (second * second) / count);
  return spread > 1e-9 ? (products - (first * second) / count) / Math.sqrt(spread) : 0;
}

export function meansOf({ count, first, second }: PairSums): readonly [first: number, second: number] {
  return count > 0 ? [first / count, second / count] : [0, 0];
}
