import type { ImageReport } from '../../shared/model/report';
import { t } from '../../shared/words/words';

/** Formats whose names begin with the sound of a vowel. */
const VOWEL = /^(?:avif|apng|svg)/i;

/** What kind of picture it is, and what is unusual about it: "It is a JPEG picture of 800 × 600 pixels in CMYK." */
export function pictureWords({ format, width, height, colorSpace, bitDepth, frameCount, frames }: ImageReport): string {
  const unusual = [colorSpace === 'cmyk' ? t(' in CMYK') : '', bitDepth === undefined ? '' : t(' with {bitDepth, plural, one {# bit} other {# bits}} a channel', { bitDepth })];
  const article = VOWEL.test(format) ? 'an' : 'a';
  const first = t('It is {article, select, an {an} other {a}} {format} picture of {width, number} × {height, number} pixels{unusual}.', { article, format: format.toUpperCase(), width, height, unusual: unusual.join('') });
  if (frameCount <= 1) return first;
  const more = t('It has {count, number} {kind, select, animation {frames and moves} pages {pages} other {frames}}; the first one is measured.', { count: frameCount, kind: frames ?? 'other' });
  return `${first} ${more}`;
}
