import type { ImageReport } from '../../shared/model/report';

/** Formats whose names begin with the sound of a vowel. */
const VOWEL = /^(?:avif|apng|svg)/i;
const FRAMES = { animation: 'frames and moves', pages: 'pages' } as const;

/** What kind of picture it is, and what is unusual about it: "It is a JPEG picture of 800 × 600 pixels in CMYK." */
export function pictureWords({ format, width, height, colorSpace, bitDepth, frameCount, frames }: ImageReport): string {
  const number = (value: number): string => value.toLocaleString('en');
  const unusual = [colorSpace === 'cmyk' ? ' in CMYK' : '', bitDepth === undefined ? '' : ` with ${bitDepth} ${bitDepth === 1 ? 'bit' : 'bits'} a channel`];
  const first = `It is ${VOWEL.test(format) ? 'an' : 'a'} ${format.toUpperCase()} picture of ${number(width)} × ${number(height)} pixels${unusual.join('')}.`;
  return frameCount > 1 ? `${first} It has ${number(frameCount)} ${frames ? FRAMES[frames] : 'frames'}; the first one is measured.` : first;
}
