import type { GlyphWidths } from './glyph-widths';
import type { Fragment } from './page-fragments';

/** Widths of letters in thousandths of the size, where the font's own are not known: about those of Helvetica. */
const ORDINARY = 556;
const BY_WIDTH: readonly [width: number, characters: string][] = [
  [222, "ijl'|"],
  [278, ' .,:;!/\\fIt[]()`-r'],
  [500, 'ckJsvxyz'],
  [667, 'ABEKPSVXY'],
  [722, 'CDHNRUw'],
  [778, 'GOQ'],
  [833, 'mM'],
  [944, 'W@%'],
];
const TYPICAL = new Map(BY_WIDTH.flatMap(([width, characters]) => [...characters].map((character) => [character, width] as const)));
const WIDE = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/;

/**
 * Where each character of a run begins, from the run's start in reading order, and where the last one ends: one more
 * than there are characters. What the letters leave over is taken for wider spaces, as justified text has them.
 */
export function advances({ text, width, size, fontName, offsets }: Fragment, widths: GlyphWidths): readonly number[] {
  if (offsets) return offsets;
  const own = widths.get(fontName);
  const natural: number[] = [];
  let sum = 0;
  let spaces = 0;
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i] as string;
    const letter = ((own?.get(character) ?? typicalWidth(character)) * size) / 1000;
    if (character === ' ') spaces += 1;
    natural.push(letter);
    sum += letter;
  }
  const slack = width - sum;
  const perSpace = spaces > 0 && slack > 0 ? slack / spaces : 0;
  const scale = perSpace > 0 || sum === 0 ? 1 : width / sum;
  const along = [0];
  let at = 0;
  for (let i = 0; i < text.length; i += 1) {
    at += (natural[i] as number) * scale + (text[i] === ' ' ? perSpace : 0);
    along.push(at);
  }
  return along;
}

/** About how wide a text is in sizes, set in an ordinary font. */
export function usualWidth(text: string): number {
  let sum = 0;
  for (const character of text) sum += typicalWidth(character);
  return sum / 1000;
}

function typicalWidth(character: string): number {
  return TYPICAL.get(character) ?? (WIDE.test(character) ? 1000 : ORDINARY);
}
