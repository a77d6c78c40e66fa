import type { TransformRecipe } from '../../../shared/model/transform';
import type { OpenFile } from '../../kit/open-file';
import type { Context } from '../../kit/processor';
import { writeArtifact } from '../../kit/write-artifact';
import { toImageError } from '../decode-failure';
import { openPicture } from '../open-picture';
import { loadJpegWriter } from '../write-jpeg';
import { applyRecipe } from './apply-recipe';
import { encodePicture } from './encode-picture';
import { NO_BLOCKS } from './metadata-blocks';
import { FORMATS } from './output-format';
import { toPicture, type Picture } from './picture';
import { fitInto, targetSize, type Size } from './target-size';
import type { Transformed } from './transform-picture';

const WEBP = { format: 'webp', quality: 80, effort: 0, compression: 0, metadata: 'strip' } as const;
const JPEG = { format: 'jpeg', quality: 90, compression: 0, metadata: 'strip' } as const;
/** Bytes of small pictures that are kept. */
const MOST_KEPT = 64 * 1024 * 1024;

interface SmallPicture {
  readonly picture: Picture;
  /** Of the file's picture, upright. */
  readonly full: Size;
}

/** Of the pictures looked at last, so that a slider that is moved does not wait for the decoder. Newest at the end. */
const kept = new Map<string, SmallPicture>();

/**
 * What a recipe gives, in a size to look at and in sRGB: the picture is made smaller first and changed then. It comes
 * near the finished one; steps that look at neighbouring pixels are weakened by as much as looking at it from farther
 * away would do.
 *
 * @param maxSide of the longer side, pixels
 */
export async function previewTransform(
  file: OpenFile,
  mime: string,
  recipe: TransformRecipe,
  maxSide: number,
  context: Context,
): Promise<Transformed> {
  const { picture: small, full } = await smallPicture(file, mime, maxSide, context);
  const target = targetSize(full, recipe.resize);
  const copy = { ...small, rgb: small.rgb.slice() };
  const { picture, log } = applyRecipe(copy, recipe, { from: full, target, shown: fitInto(target, maxSide) }, context);
  // JPEG takes a fraction of the time of WebP where libjpeg-turbo is there.
  const encoding = loadJpegWriter() && !picture.alpha ? JPEG : WEBP;
  const { data } = await encodePicture(picture, NO_BLOCKS, encoding);
  const { width, height } = picture;
  const { extension } = FORMATS[encoding.format];
  return { artifact: writeArtifact(context.scratchDir, { bytes: data, role: 'picture', extension, width, height }), log };
}

async function smallPicture(file: OpenFile, mime: string, maxSide: number, context: Context): Promise<SmallPicture> {
  const { root, path, size, mtimeMs, ino } = file.source;
  const key = [root, path, size, mtimeMs, ino, maxSide].join('\0');
  const found = kept.get(key) ?? (await decodeSmall(file, mime, maxSide, context));
  kept.delete(key);
  kept.set(key, found);
  let bytes = 0;
  for (const { picture } of kept.values()) bytes += picture.rgb.length;
  for (const [oldest, { picture }] of kept) {
    if (bytes <= MOST_KEPT) break;
    kept.delete(oldest);
    bytes -= picture.rgb.length;
  }
  return found;
}

async function decodeSmall(file: OpenFile, mime: string, maxSide: number, context: Context): Promise<SmallPicture> {
  const { picture, width, height } = await openPicture(file, mime, 1, context);
  const full = { width, height };
  const decoded = await picture
    .resize({ ...fitInto(full, maxSide), fit: 'fill' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
    .catch((thrown: unknown) => {
      throw toImageError(thrown);
    });
  const { data, info } = decoded;
  return { picture: toPicture({ data, width: info.width, height: info.height, channels: info.channels as 1 | 3 | 4 }), full };
}
