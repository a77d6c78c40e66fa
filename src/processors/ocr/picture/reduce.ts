import type { GreyPicture } from './grey-picture';

/** Each pixel of the result is the mean of `factor` × `factor` pixels; what is left at the right and below is dropped. */
export function reduce(picture: GreyPicture, factor: number): GreyPicture {
  if (factor === 1) return picture;
  const width = Math.max(1, Math.floor(picture.width / factor));
  const height = Math.max(1, Math.floor(picture.height / factor));
  const data = new Uint8Array(width * height);
  const sums = new Uint32Array(width);
  const columns = Math.min(factor, picture.width);
  const rows = Math.min(factor, picture.height);
  const share = 1 / (columns * rows);
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    for (let row = 0; row < rows; row++) {
      let from = (y * factor + row) * picture.width;
      for (let x = 0; x < width; x++) {
        let sum = 0;
        for (let column = 0; column < columns; column++) sum += picture.data[from++] ?? 0;
        sums[x] = (sums[x] ?? 0) + sum;
      }
    }
    const to = y * width;
    for (let x = 0; x < width; x++) data[to + x] = (sums[x] ?? 0) * share + 0.5;
  }
  return { data, width, height };
}
