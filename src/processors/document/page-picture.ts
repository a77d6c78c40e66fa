import type { Artifact } from '../../shared/contract/worker-api';
import type { Context, PageRaster } from '../kit/processor';
import { writeArtifact } from '../kit/write-artifact';
import { sizeForEyes, sizeForReading } from './drawing-size';
import { loadCanvas } from './load-canvas';
import type { PageToDraw, PixelSize } from './page-to-draw';
import { toGrey } from './to-grey';

const QUALITY = 90;

/** What a page is drawn for, whatever engine draws it. */
export interface PictureOf<T> {
  measure(page: PageToDraw): PixelSize;
  take(pixels: Uint8Array, size: PixelSize, page: PageToDraw): T;
}

/** For the eye: colours, with the longer side at most `maxSide` pixels. */
export function pictureForEyes(maxSide: number): PictureOf<{ pixels: Uint8Array; size: PixelSize }> {
  return {
    measure: (page) => sizeForEyes(page, maxSide),
    take: (pixels, size) => ({ pixels: pixels.slice(), size }),
  };
}

/** For recognition: grey, at the resolution of the scan or 300 dots per inch, at most `maxPixels`. */
export function pictureForReading(maxPixels: number): PictureOf<PageRaster> {
  return {
    measure: (page) => sizeForReading(page, maxPixels),
    take: (pixels, size, page) => ({
      data: toGrey(pixels),
      ...size,
      channels: 1,
      dpi: Math.round((size.width / page.width) * 72),
      pageWidth: page.width,
      pageHeight: page.height,
    }),
  };
}

/** A JPEG picture in scratch; WebP would be half as large and take ten times as long. */
export async function writePicture({ pixels, size }: { pixels: Uint8Array; size: PixelSize }, context: Context): Promise<Artifact> {
  const { createCanvas, ImageData } = await loadCanvas();
  const canvas = createCanvas(size.width, size.height);
  const data = new Uint8ClampedArray(pixels.buffer as ArrayBuffer, pixels.byteOffset, pixels.length);
  canvas.getContext('2d').putImageData(new ImageData(data, size.width, size.height), 0, 0);
  const bytes = await canvas.encode('jpeg', QUALITY);
  return writeArtifact(context.scratchDir, { bytes, role: 'page', extension: 'jpg', ...size });
}
