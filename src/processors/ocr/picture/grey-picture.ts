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
  // A Buffer's `slice` would be no copy.
  if (channels === 1) return { data: new Uint8Array(data.buffer, data.byteOffset, data.length), width, height };
  const grey = new Uint8Array(width * height);
  for (let to = 0, from = 0; to < grey.length; to++, from += channels) {
    grey[to] = ((data[from] ?? 0) * 77 + (data[from + 1] ?? 0) * 150 + (data[from + 2] ?? 0) * 29 + 128) >> 8;
  }
  if (channels === 4) layOnWhite(grey, data);
  return { data: grey, width, height };
}

function layOnWhite(grey: Uint8Array, rgba: Uint8Array): void {
  for (let at = 0, from = 3; at < grey.length; at++, from += 4) {
    const alpha = rgba[from] ?? 255;
    if (alpha < 255) grey[at] = 255 + Math.round((((grey[at] ?? 0) - 255) * alpha) / 255);
  }
}
