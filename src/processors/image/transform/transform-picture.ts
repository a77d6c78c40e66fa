import type { Artifact } from '../../../shared/contract/worker-api';
import type { ImageReport } from '../../../shared/model/report';
import type { TransformRecipe } from '../../../shared/model/transform';
import { writtenFormat, type WrittenFormat } from '../../../shared/model/written-format';
import { throwIfCancelled, type OpenFile } from '../../kit/open-file';
import type { Context } from '../../kit/processor';
import { writeArtifact } from '../../kit/write-artifact';
import { checkSvg } from '../check-svg';
import { withFewFrames } from '../few-frames';
import { checkDimensions, MAX_FILE_BYTES, MAX_PIXELS } from '../image-limits';
import { decodePixels, isDecodedUpright } from '../pixels/decode-pixels';
import { leaveRoom } from '../pixels/spare-room';
import { turnPixels } from '../pixels/turn-pixels';
import { readProperties, type Properties } from '../read-properties';
import { applyRecipe, hasSteps, resized } from './apply-recipe';
import { canDecodeReduced, decodeReduced, reduceToJpeg } from './decode-reduced';
import { encodePicture } from './encode-picture';
import { addSegments, withJfif } from './jpeg-segments';
import { fitsProfile, metadataBlocks, NO_BLOCKS, type MetadataBlocks } from './metadata-blocks';
import { checkOutputSize, FORMATS } from './output-format';
import { toPicture, type Picture } from './picture';
import { settleExif } from './settle-exif';
import { targetSize, type Size } from './target-size';
import { t } from '../../../shared/words/words';

export interface Transformed {
  artifact: Artifact;
  /** What was done, in order, for people. */
  log: string[];
}

/**
 * A picture changed as the recipe says, written into scratch: upright, of several frames the first. Its pixels are those
 * that Pillow and OpenCV give, except that a JPEG which is only made smaller takes a quicker way (`decodeReduced`).
 *
 * @throws FilemillError `file.*`, and CannotRead for a kind that can't be decoded
 */
export async function transformPicture(file: OpenFile, mime: string, recipe: TransformRecipe, context: Context): Promise<Transformed> {
  const stored = await file.readAll(MAX_FILE_BYTES, context.signal);
  const { bytes, frameCount } = withFewFrames(mime === 'image/svg+xml' ? checkSvg(stored).bytes : stored, mime);
  const properties = await readProperties(bytes, mime, { frameCount });
  const { report } = properties;
  checkDimensions(report.width, report.height);
  const format = writtenFormat(mime, recipe.format);
  const planned = targetSize(report, recipe.resize);
  checkOutputSize(planned, format, MAX_PIXELS);
  context.progress(t('Unpacking'), null);
  const isReduction = !hasSteps(recipe) && canDecodeReduced(mime, report, planned);
  const blocks = await metadataBlocks(bytes, mime);
  const done = (data: Buffer, picture: Pick<Picture, 'width' | 'height' | 'alpha'>, log: string[]): Transformed => {
    const { extension } = FORMATS[format];
    const artifact = writeArtifact(context.scratchDir, { bytes: data, role: 'picture', extension, width: picture.width, height: picture.height });
    return { artifact, log: [...taken(report), ...log, ...written(picture, properties, blocks, recipe, mime, format)] };
  };
  const whole = isReduction && format === 'jpeg' ? await reduceWhole(bytes, report, planned, blocks, recipe) : null;
  if (whole) return done(whole, { ...planned, alpha: null }, [resized(planned)]);

  const reduced = isReduction ? await decodeReduced(bytes, report, planned) : null;
  const original = reduced ?? (await decodeUpright(bytes, mime, report));
  throwIfCancelled(context.signal);
  const target = reduced ? planned : targetSize(original, recipe.resize);
  const { picture, log } = applyRecipe(original, recipe, { from: reduced ? report : original, target, shown: target }, context);
  if (picture !== original) leaveRoom(original.rgb);
  context.progress(t('Writing'), null);
  const { data } = await encodePicture(picture, { ...blocks, exif: blocks.exif && settleExif(blocks.exif, picture) }, { ...recipe, format });
  leaveRoom(picture.rgb);
  return done(data, picture, log);
}

/** A JPEG made smaller in one go, with its metadata. Null where it takes more than that. */
async function reduceWhole(bytes: Buffer, report: ImageReport, target: Size, { exif, xmp, icc, density }: MetadataBlocks, recipe: TransformRecipe): Promise<Buffer | null> {
  const isKept = recipe.metadata === 'keep';
  const profile = icc && fitsProfile(icc, report.channels === 1 ? 1 : 3) ? icc : null;
  // Its colours would have to be converted.
  if (!isKept && profile !== null) return null;
  const jpeg = await reduceToJpeg(bytes, report, target, recipe.quality);
  if (!jpeg) return null;
  return addSegments(withJfif(jpeg, isKept ? density : null), isKept ? { exif: exif && settleExif(exif, target), xmp, icc: profile } : NO_BLOCKS);
}

async function decodeUpright(bytes: Buffer, mime: string, { orientation = 1 }: ImageReport): Promise<Picture> {
  const pixels = await decodePixels(bytes, mime);
  return toPicture(isDecodedUpright(mime) ? pixels : turnPixels(pixels, orientation));
}

function taken({ frames, frameCount, orientation = 1 }: ImageReport): string[] {
  const log: string[] = [];
  if (frames) log.push(t('Took the first of {frameCount} {kind, select, pages {pages} other {frames}}', { frameCount: String(frameCount), kind: frames }));
  if (orientation > 1) log.push(t('Turned upright'));
  return log;
}

function written(
  { alpha }: Pick<Picture, 'alpha'>,
  { hasForeignProfile }: Properties,
  { exif, xmp, icc }: MetadataBlocks,
  { metadata, format: wanted, quality }: TransformRecipe,
  mime: string,
  format: WrittenFormat,
): string[] {
  const { name, hasAlpha } = FORMATS[format];
  const log: string[] = [];
  if (alpha && !hasAlpha) log.push(t('Transparent parts laid on white, as {name} has none', { name }));
  if (metadata === 'strip' && hasForeignProfile) log.push(t('Colours converted to sRGB'));
  if (metadata === 'strip' && (exif ?? xmp ?? icc)) log.push(t('Metadata left out'));
  if (metadata === 'keep' && exif && format === 'tiff') log.push(t('EXIF left out, as it is not written into TIFF'));
  const isSame = wanted === 'same' && mime === `image/${format}`;
  if (!isSame) log.push(hasAlpha && format !== 'webp' && format !== 'avif' ? t('Written as {name}', { name }) : t('Written as {name}, quality {quality}', { name, quality: String(quality) }));
  return log;
}
