import { FilemillError } from '../../shared/errors/filemill-error';
import { t } from '../../shared/words/words';

/** The failure behind an error of the image library. */
export function toImageError(thrown: unknown): FilemillError {
  if (thrown instanceof FilemillError) return thrown;
  const details = thrown instanceof Error ? thrown.message : String(thrown);
  if (/out of memory|memory area too small|Cannot enlarge memory/i.test(details)) {
    return new FilemillError('file.tooComplex', t('The picture needs more memory than there is to be unpacked.'), {
      hint: t('Make it smaller in an image program.'),
      details,
      cause: thrown,
    });
  }
  return new FilemillError('file.damaged', t('The picture is damaged: not all of it can be decoded.'), {
    hint: t('Get the file again from where it came from.'),
    details,
    cause: thrown,
  });
}
