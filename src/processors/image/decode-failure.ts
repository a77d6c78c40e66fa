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
  // What librsvg says of a drawing that goes beyond its bounds.
  if (/exceeded more than \d+|maximum .{0,40}depth|too many (?:levels|elements)/i.test(details)) {
    return new FilemillError('file.tooComplex', t('The drawing has more parts, or parts in one another, than can be drawn.'), {
      hint: t('Export it again as a plain SVG, or as PNG.'),
      details,
      cause: thrown,
    });
  }
  // The library of the desktop says no more than this, whatever it met.
  if (/svgload/.test(details)) {
    return new FilemillError('file.damaged', t('The drawing could not be drawn: it is damaged, or has more parts in one another than can be drawn.'), {
      hint: t('Export it again as a plain SVG, or as PNG.'),
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
