import type { PageRaster } from '../../kit/processor';

/** One byte a pixel, row by row without padding; 0 is black. Its bytes are never changed in place. */
export interface GreyPicture {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Brightness of each pixel (ITU-R BT.601), transparent ones on white. A grey raster shares its bytes. */
export function toGrey(raster: PageRaster): GreyPicture {
  const { data, width, height, channels } = raster;
  if (channels === 1) return { data, width, height };
  const grey = new Uint8Array(width * height);
  for (let to = 0, from = 0; to < grey.length; to++, from += channels) {
    const luma = ((data[from] ?? 0) * 77 + (data[from + 1] ?? 0) * 150 + (data[from + 2] ?? 0) * 29 + 128) >> 8;
    const alpha = channels === 4 ? (data[from + 3] ?? 0) : 255;
    grey[to] = alpha === 255 ? luma : 255 + Math.round(((luma - 255) * alpha) / 255);
  }
  return { data: grey, width, height };
}
