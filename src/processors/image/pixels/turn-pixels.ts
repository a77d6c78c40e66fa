import type { Pixels } from './pixels';

/** The picture as it is to be shown: mirrored and turned by an EXIF orientation, 1–8; any other value changes nothing. */
export function turnPixels(pixels: Pixels, orientation: number): Pixels {
  if (!(orientation >= 2 && orientation <= 8)) return pixels;
  const { data, width, height, channels } = pixels;
  const isOnItsSide = orientation > 4;
  const turned = new Uint8Array(data.length);
  const [newWidth, newHeight] = isOnItsSide ? [height, width] : [width, height];
  // Which way the shown rows and columns run through the stored ones.
  const flipsColumns = [2, 3, 7, 8].includes(orientation);
  const flipsRows = [3, 4, 6, 7].includes(orientation);
  for (let y = 0, to = 0; y < newHeight; y += 1) {
    for (let x = 0; x < newWidth; x += 1) {
      const [column, row] = isOnItsSide ? [y, x] : [x, y];
      const at = ((flipsRows ? height - 1 - row : row) * width + (flipsColumns ? width - 1 - column : column)) * channels;
      for (let channel = 0; channel < channels; channel += 1, to += 1) turned[to] = data[at + channel] as number;
    }
  }
  return { data: turned, width: newWidth, height: newHeight, channels };
}
