import type { GreyPicture } from './grey-picture';

/**
 * A picture at one size, as sums: each place holds the sum of all pixels above and to the left of it. One column and
 * row more than the picture, of zeros.
 */
export interface Level {
  readonly width: number;
  readonly height: number;
  readonly sums: Int32Array;
  /** Sums of squares, modulo 2³²: right again as the difference over a window. */
  readonly squares: Int32Array;
}

/** Numbers that a level needs in each of its two fields. */
export const levelLength = (width: number, height: number): number => (width + 1) * (height + 1);

const ONE = 256;

/**
 * The sums of a picture brought to another size, bilinear between pixel centres.
 *
 * @param fields taken for the result; at least `levelLength` long
 */
export function fillLevel(picture: GreyPicture, width: number, height: number, fields: Pick<Level, 'sums' | 'squares'>): Level {
  const { sums, squares } = fields;
  const stride = width + 1;
  const across = placesBetween(picture.width, width);
  const down = placesBetween(picture.height, height);
  const data = picture.data;
  sums.fill(0, 0, stride);
  squares.fill(0, 0, stride);
  for (let y = 0; y < height; y++) {
    const upper = (down.firsts[y] ?? 0) * picture.width;
    const lower = (down.seconds[y] ?? 0) * picture.width;
    const below = down.weights[y] ?? 0;
    const above = ONE - below;
    let at = (y + 1) * stride;
    sums[at] = 0;
    squares[at] = 0;
    let rowSum = 0;
    let rowSquares = 0;
    for (let x = 0; x < width; x++) {
      const left = across.firsts[x] ?? 0;
      const right = across.seconds[x] ?? 0;
      const after = across.weights[x] ?? 0;
      const before = ONE - after;
      const top = (data[upper + left] ?? 0) * before + (data[upper + right] ?? 0) * after;
      const bottom = (data[lower + left] ?? 0) * before + (data[lower + right] ?? 0) * after;
      const value = (top * above + bottom * below + 32_768) >> 16;
      rowSum += value;
      rowSquares = (rowSquares + value * value) | 0;
      at++;
      sums[at] = (sums[at - stride] ?? 0) + rowSum;
      squares[at] = (squares[at - stride] ?? 0) + rowSquares;
    }
  }
  return { width, height, sums, squares };
}

/** Between which two source pixels the centre of each target pixel lies, and how near to the second, in 256ths. */
function placesBetween(from: number, to: number): { firsts: Int32Array; seconds: Int32Array; weights: Int32Array } {
  const firsts = new Int32Array(to);
  const seconds = new Int32Array(to);
  const weights = new Int32Array(to);
  for (let target = 0; target < to; target++) {
    const place = Math.max(0, ((target + 0.5) * from) / to - 0.5);
    const first = Math.min(Math.floor(place), from - 1);
    firsts[target] = first;
    seconds[target] = Math.min(first + 1, from - 1);
    weights[target] = Math.round((place - first) * ONE);
  }
  return { firsts, seconds, weights };
}
