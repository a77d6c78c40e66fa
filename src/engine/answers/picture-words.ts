import type { ImageReport } from '../../shared/model/report';
import { t } from '../../shared/words/words';

/** Formats whose names begin with the sound of a vowel. */
const VOWEL = /^(?:avif|apng|svg)/i;
const FRAMES = { animation: 'frames and moves', pages: 'pages' } as const;

/** What kind of picture it is, and what is unusual about it: "It is a JPEG picture of 800 × 600 pixels in CMYK." */
export function pictureWords({ format, width, height, colorSpace, bitDepth, frameCount, frames }: ImageReport): string {
  const number = (value: number): string => value.toLocaleString('en');
  const unusual = [colorSpace === 'cmyk' ? ' in CMYK' : '', bitDepth === undefined ? '' : ` with ${bitDepth} ${bitDepth === 1 ? 'bit' : 'bits'} a channel`];
  const first = t('It is {value} {toUpperCase} picture of {width} × {height} pixels{value2}.', { value: VOWEL.test(format) ? 'an' : 'a', toUpperCase: format.toUpperCase(), width: number(width), height: number(height), value2: unusual.join('') });
  return frameCount > 1 ? t('{first} It has {frameCount} {value}; the first one is measured.', { first, frameCount: number(frameCount), value: frames ? FRAMES[frames] : 'frames' }) : first;
}
