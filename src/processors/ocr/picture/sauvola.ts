import type { GreyPicture } from './grey-picture';

/** How much darker than its surroundings a pixel must be, from Sauvola's paper. */
const SENSITIVITY = 0.2;
const DEVIATION_RANGE = 128;

/**
 * Black and white, each pixel by the mean and the deviation of the `2 * reach + 1` square around it (J. Sauvola and
 * M. Pietikäinen, "Adaptive document image binarization", 2000). Sums slide along, so the reach costs nothing.
 */
export function sauvola(picture: GreyPicture, reach: number): GreyPicture {
  const { data, width, height } = picture;
  const result = new Uint8Array(data.length);
  const sums = new Float64Array(width);
  const squares = new Float64Array(width);
  const change = (row: number, sign: 1 | -1): void => {
    for (let x = 0, at = row * width; x < width; x++, at++) {
      const value = data[at] ?? 0;
      sums[x] = (sums[x] ?? 0) + sign * value;
      squares[x] = (squares[x] ?? 0) + sign * value * value;
    }
  };
  for (let row = 0; row < Math.min(reach, height); row++) change(row, 1);
  for (let y = 0; y < height; y++) {
    if (y + reach < height) change(y + reach, 1);
    if (y - reach - 1 >= 0) change(y - reach - 1, -1);
    const rows = Math.min(height - 1, y + reach) - Math.max(0, y - reach) + 1;
    let sum = 0;
    let square = 0;
    for (let x = 0; x < Math.min(reach, width); x++) {
      sum += sums[x] ?? 0;
      square += squares[x] ?? 0;
    }
    for (let x = 0, at = y * width; x < width; x++, at++) {
      if (x + reach < width) {
        sum += sums[x + reach] ?? 0;
        square += squares[x + reach] ?? 0;
      }
      if (x - reach - 1 >= 0) {
        sum -= sums[x - reach - 1] ?? 0;
        square -= squares[x - reach - 1] ?? 0;
      }
      const count = rows * (Math.min(width - 1, x + reach) - Math.max(0, x - reach) + 1);
      const mean = sum / count;
      const deviation = Math.sqrt(Math.max(0, square / count - mean * mean));
      const threshold = mean * (1 + SENSITIVITY * (deviation / DEVIATION_RANGE - 1));
      result[at] = (data[at] ?? 0) > threshold ? 255 : 0;
    }
  }
  return { data: result, width, height };
}
