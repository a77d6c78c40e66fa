import type { GreyPicture } from './grey-picture';

/** Degrees clockwise. */
export type QuarterTurn = 0 | 90 | 180 | 270;

/** Small squares, so that rows read and columns written both stay in the cache. */
const SQUARE = 32;

/** The picture turned clockwise. */
export function turn(picture: GreyPicture, degrees: QuarterTurn): GreyPicture {
  const { data, width, height } = picture;
  if (degrees === 0) return picture;
  if (degrees === 180) return { data: data.slice().reverse(), width, height };
  const result = new Uint8Array(data.length);
  for (let top = 0; top < height; top += SQUARE) {
    const bottom = Math.min(height, top + SQUARE);
    for (let left = 0; left < width; left += SQUARE) {
      const right = Math.min(width, left + SQUARE);
      for (let y = top; y < bottom; y++) {
        for (let x = left; x < right; x++) {
          const to = degrees === 90 ? x * height + height - 1 - y : (width - 1 - x) * height + y;
          result[to] = data[y * width + x] ?? 0;
        }
      }
    }
  }
  return { data: result, width: height, height: width };
}
