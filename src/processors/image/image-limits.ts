import { FilemillError } from '../../shared/errors/filemill-error';
import { t } from '../../shared/words/words';

export const MAX_FILE_BYTES = 256e6;
export const MAX_PIXELS = 100e6;
export const MAX_SIDE = 65_535;

/** Throws `file.tooLarge` for a picture that would take too much memory once it is unpacked. */
export function checkDimensions(width: number, height: number): void {
  if (width * height <= MAX_PIXELS && width <= MAX_SIDE && height <= MAX_SIDE) return;
  const number = (value: number): string => value.toLocaleString('en');
  throw new FilemillError(
    'file.tooLarge',
    t('The picture has {width} × {height} pixels; at most {most} million are read.', { width: number(width), height: number(height), most: number(MAX_PIXELS / 1e6) }),
    { hint: t('Make it smaller in an image program, or leave it: it stays in the list with its checksum.') },
  );
}
