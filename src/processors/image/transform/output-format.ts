import { FilemillError } from '../../../shared/errors/filemill-error';
import type { WrittenFormat } from '../../../shared/model/written-format';
import type { Size } from './target-size';
import { t } from '../../../shared/words/words';

interface FormatFacts {
  readonly name: string;
  readonly extension: string;
  /** Longest side it can have, pixels. */
  readonly maxSide: number;
  readonly hasAlpha: boolean;
}

export const FORMATS: Record<WrittenFormat, FormatFacts> = {
  jpeg: { name: 'JPEG', extension: 'jpg', maxSide: 65_500, hasAlpha: false },
  png: { name: 'PNG', extension: 'png', maxSide: 65_535, hasAlpha: true },
  webp: { name: 'WebP', extension: 'webp', maxSide: 16_383, hasAlpha: true },
  avif: { name: 'AVIF', extension: 'avif', maxSide: 16_384, hasAlpha: true },
  tiff: { name: 'TIFF', extension: 'tiff', maxSide: 65_535, hasAlpha: true },
};

/** Throws `file.tooLarge` for a size that the format can't have, or that would take too much memory. */
export function checkOutputSize({ width, height }: Size, format: WrittenFormat, maxPixels: number): void {
  const { name, maxSide } = FORMATS[format];
  const shown = `${width.toLocaleString('en')} × ${height.toLocaleString('en')} pixels`;
  if (width * height > maxPixels) {
    throw new FilemillError('file.tooLarge', t('The changed picture would have {shown}; at most {maxPixels} million are written.', { shown, maxPixels: maxPixels / 1e6 }), {
      hint: t('Choose a smaller size.'),
    });
  }
  if (Math.max(width, height) > maxSide) {
    throw new FilemillError('file.tooLarge', t('{name} can’t hold a picture of {shown}.', { name, shown }), { hint: t('Choose a smaller size or another format.') });
  }
}
