import type { OpenFile } from '../kit/open-file';
import type { Context, PageRaster } from '../kit/processor';
import { toImageError } from './decode-failure';
import { openPicture } from './open-picture';

/** Below this a density is a default of some program and says nothing about paper. */
export const MIN_DPI = 100;

/** The picture, or one page of it, upright and in grey on white; made smaller only to have at most `maxPixels`. */
export async function rasterImage(file: OpenFile, mime: string, page: number, maxPixels: number, context: Context): Promise<PageRaster> {
  const { picture, width, height, density } = await openPicture(file, mime, page, context);
  const scale = Math.min(1, Math.sqrt(maxPixels / (width * height)));
  const drawn = await picture
    .resize(scale < 1 ? { width: Math.floor(width * scale), height: Math.floor(height * scale), fit: 'fill' } : {})
    .flatten({ background: '#ffffff' })
    .toColorspace('b-w')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
    .catch((thrown: unknown) => {
      throw toImageError(thrown);
    });
  const { info, data } = drawn;
  return {
    data,
    width: info.width,
    height: info.height,
    channels: info.channels as 1 | 3 | 4,
    dpi: density !== undefined && density >= MIN_DPI ? density * scale : null,
    pageWidth: width,
    pageHeight: height,
  };
}
