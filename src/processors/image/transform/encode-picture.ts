import type { TransformRecipe } from '../../../shared/model/transform';
import type { WrittenFormat } from '../../../shared/model/written-format';
import { toImageError } from '../decode-failure';
import { MAX_PIXELS } from '../image-limits';
import { loadSharp, type Picture as SharpPicture } from '../load-sharp';
import type { Pixels } from '../pixels/pixels';
import { loadJpegWriter } from '../write-jpeg';
import { addSegments } from './jpeg-segments';
import { fitsProfile, NO_BLOCKS, type MetadataBlocks } from './metadata-blocks';
import { toPixels, type Picture } from './picture';
import { wrapAsPng } from './wrap-as-png';

export interface Encoding extends Pick<TransformRecipe, 'quality' | 'compression' | 'metadata'> {
  format: WrittenFormat;
  /** Of WebP, 0–6; the library's own when left out. */
  effort?: number;
}

export interface Encoded {
  readonly data: Buffer;
  readonly info: { readonly width: number; readonly height: number };
}

/**
 * The picture as a file. Where metadata are kept, all `blocks` go with it; where they are stripped, none does, and the
 * colours become those of sRGB.
 */
export async function encodePicture(picture: Picture, blocks: MetadataBlocks, encoding: Encoding): Promise<Encoded> {
  const pixels = toPixels(picture);
  const { data, width, height, channels } = pixels;
  const icc = blocks.icc && fitsProfile(blocks.icc, channels) ? blocks.icc : null;
  const isKept = encoding.metadata === 'keep';
  const needed: MetadataBlocks = isKept ? { ...blocks, icc } : { ...NO_BLOCKS, icc };
  const jpeg = encoding.format === 'jpeg' && (isKept || icc === null) ? await toJpeg(pixels, needed, encoding.quality) : null;
  if (jpeg) return { data: jpeg, info: { width, height } };
  const isWrapped = Object.values(needed).some((block) => block !== null);
  const sharp = loadSharp();
  const source = isWrapped
    ? sharp(wrapAsPng(pixels, needed), { limitInputPixels: MAX_PIXELS, ignoreIcc: isKept })
    : sharp(data, { raw: { width, height, channels }, limitInputPixels: MAX_PIXELS });
  if (channels === 1) source.toColourspace('b-w');
  try {
    return await inFormat(isKept ? source.keepMetadata() : source, encoding).toBuffer({ resolveWithObject: true });
  } catch (thrown) {
    throw toImageError(thrown);
  }
}

/** Null where it takes sharp: to lay transparent parts on white, and on systems without the library. */
async function toJpeg(pixels: Pixels, blocks: MetadataBlocks, quality: number): Promise<Buffer | null> {
  const jpeg = await loadJpegWriter()?.(pixels, { quality, density: blocks.density });
  return jpeg ? addSegments(jpeg, blocks) : null;
}

function inFormat(source: SharpPicture, { format, quality, compression, effort }: Encoding): SharpPicture {
  switch (format) {
    case 'jpeg':
      return source.flatten({ background: '#ffffff' }).jpeg({ quality });
    case 'png':
      return source.png({ compressionLevel: compression, adaptiveFiltering: true });
    case 'webp':
      return source.webp({ quality, ...(effort === undefined ? {} : { effort }) });
    case 'avif':
      // More effort takes minutes for a photograph and saves a few bytes in a hundred.
      return source.avif({ quality, effort: 2 });
    case 'tiff':
      return source.tiff({ compression: 'lzw', predictor: 'horizontal' });
  }
}
