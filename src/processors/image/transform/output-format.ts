import { FilemillError } from '../../../shared/errors/filemill-error';
import type { TransformRecipe } from '../../../shared/model/transform';
import type { Size } from './target-size';

export type OutputFormat = Exclude<TransformRecipe['format'], 'same'>;

interface FormatFacts {
  readonly name: string;
  readonly extension: string;
  /** Longest side it can have, pixels. */
  readonly maxSide: number;
  readonly hasAlpha: boolean;
}

export const FORMATS: Record<OutputFormat, FormatFacts> = {
  jpeg: { name: 'JPEG', extension: 'jpg', maxSide: 65_500, hasAlpha: false },
  png: { name: 'PNG', extension: 'png', maxSide: 65_535, hasAlpha: true },
  webp: { name: 'WebP', extension: 'webp', maxSide: 16_383, hasAlpha: true },
  avif: { name: 'AVIF', extension: 'avif', maxSide: 16_384, hasAlpha: true },
  tiff: { name: 'TIFF', extension: 'tiff', maxSide: 65_535, hasAlpha: true },
};

/** What is not written becomes what comes nearest: photographs JPEG, drawings PNG. */
const NEAREST: Record<string, OutputFormat> = { 'image/apng': 'png', 'image/gif': 'png', 'image/bmp': 'png', 'image/svg+xml': 'png', 'image/heic': 'jpeg', 'image/heif': 'jpeg' };

/** The format that a recipe gives to a picture of this type. */
export function outputFormat(mime: string, wanted: TransformRecipe['format']): OutputFormat {
  if (wanted !== 'same') return wanted;
  const own = mime.replace(/^image\//, '');
  return Object.hasOwn(FORMATS, own) ? (own as OutputFormat) : (NEAREST[mime] ?? 'png');
}

/** Throws `file.tooLarge` for a size that the format can't have, or that would take too much memory. */
export function checkOutputSize({ width, height }: Size, format: OutputFormat, maxPixels: number): void {
  const { name, maxSide } = FORMATS[format];
  const shown = `${width.toLocaleString('en')} × ${height.toLocaleString('en')} pixels`;
  if (width * height > maxPixels) {
    throw new FilemillError('file.tooLarge', `The changed picture would have ${shown}; at most ${maxPixels / 1e6} million are written.`, {
      hint: 'Choose a smaller size.',
    });
  }
  if (Math.max(width, height) > maxSide) {
    throw new FilemillError('file.tooLarge', `${name} can’t hold a picture of ${shown}.`, { hint: 'Choose a smaller size or another format.' });
  }
}
