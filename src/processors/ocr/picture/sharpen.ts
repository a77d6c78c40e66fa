import type { GreyPicture } from './grey-picture';

/** Two box means, each over as many pixels to every side, come near a Gaussian with a deviation of 2. */
const REACH = 2;
const STRENGTH = 2;

/**
 * Parts letters that have run into one another: each pixel is moved away from the mean around it ("unsharp masking").
 * For letters about 15 pixels high, whose blur is some 2 pixels wide.
 */
export function sharpen(picture: GreyPicture): GreyPicture {
  const { data, width, height } = picture;
  const around = boxMean(boxMean(picture));
  const result = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at++) {
    const value = data[at] ?? 0;
    const sharp = value + STRENGTH * (value - (around.data[at] ?? 0));
    result[at] = sharp < 0 ? 0 : sharp > 255 ? 255 : sharp;
  }
  return { data: result, width, height };
}

/** Means of squares; beyond the rim its own pixels go on. Sums slide along both ways. */
function boxMean({ data, width, height }: GreyPicture): GreyPicture {
  const side = 2 * REACH + 1;
  const result = new Uint8Array(data.length);
  const columns = new Int32Array(width);
  const change = (row: number, sign: 1 | -1): void => {
    const from = Math.min(height - 1, Math.max(0, row)) * width;
    for (let x = 0; x < width; x++) columns[x] = (columns[x] ?? 0) + sign * (data[from + x] ?? 0);
  };
  const columnAt = (x: number): number => columns[Math.min(width - 1, Math.max(0, x))] ?? 0;
  for (let row = -REACH; row < REACH; row++) change(row, 1);
  for (let y = 0; y < height; y++) {
    change(y + REACH, 1);
    let sum = 0;
    for (let x = -REACH; x < REACH; x++) sum += columnAt(x);
    for (let x = 0, at = y * width; x < width; x++, at++) {
      sum += columnAt(x + REACH);
      result[at] = Math.round(sum / (side * side));
      sum -= columnAt(x - REACH);
    }
    change(y - REACH, -1);
  }
  return { data: result, width, height };
}
