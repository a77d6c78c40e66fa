import type { GreyPicture } from './grey-picture';

/** Half as wide and high; each pixel is the mean of four, and the odd last row and column go. */
export function halve({ data, width, height }: GreyPicture): GreyPicture {
  const [halfWidth, halfHeight] = [width >> 1, height >> 1];
  const result = new Uint8Array(halfWidth * halfHeight);
  for (let y = 0, to = 0; y < halfHeight; y++) {
    for (let x = 0, at = 2 * y * width; x < halfWidth; x++, at += 2, to++) {
      result[to] = ((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + width] ?? 0) + (data[at + width + 1] ?? 0) + 2) >> 2;
    }
  }
  return { data: result, width: halfWidth, height: halfHeight };
}
