import { isCommonHan } from './is-common-han';

/** Letters that people write in Western European languages, beside ASCII. */
const WESTERN = new Set('äöüßàâæçéèêëîïôœùûÿáíóúñìòåøãõýðþÄÖÜÀÂÆÇÉÈÊËÎÏÔŒÙÛÁÍÓÚÑÌÒÅØÃÕ');
/** Signs that occur in names of files. */
const SIGNS = new Set('–—‘’“”„«»°§©®€£´·…№¿¡²³½ªº');
const WORD = /[\p{L}\p{M}\u30fc]+/gu;
const CYRILLIC = /\p{Script=Cyrillic}/u;
const HAN = /\p{Script=Han}/u;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}\u30fc]/u;
const HALF_WIDTH = /[\uff61-\uff9f]/;
const LETTER = /[\p{L}\p{M}]/u;

/** How much a decoded name looks like words of one language: a sum of weights for its characters beyond ASCII. */
export function plausibility(text: string): number {
  let sum = 0;
  for (const [word] of text.matchAll(WORD)) if (/[^\0-\x7f]/.test(word)) sum += ofWord(word);
  const signs = [...text];
  signs.forEach((sign, at) => {
    if (sign > '\x7f' && !LETTER.test(sign)) sum += ofSign(sign, signs[at - 1] ?? '', signs[at + 1] ?? '');
  });
  return sum;
}

function ofWord(word: string): number {
  const hasAscii = /[A-Za-z]/.test(word);
  if (CYRILLIC.test(word)) return ofCyrillic(word, hasAscii);
  let sum = 0;
  for (const letter of word) {
    if (letter <= '\x7f') continue;
    if (HALF_WIDTH.test(letter)) sum += 0.2;
    else if (KANA.test(letter)) sum += hasAscii ? 1 : 2;
    // Two bytes each. Rare ones, and those in the middle of a Latin word, come from wrong readings.
    else if (HAN.test(letter)) sum += isCommonHan(letter) ? (hasAscii ? 0.6 : 1.9) : -0.8;
    else if (WESTERN.has(letter)) sum += 0.8;
    else sum -= 0.5;
  }
  return hasCaseAmidst(word) ? sum - word.length * 0.3 : sum;
}

function ofCyrillic(word: string, hasAscii: boolean): number {
  let sum = 0;
  // One letter on its own is a word of a text, hardly of a name.
  if (word.length === 1) return 0.2;
  for (const letter of word) if (letter > '\x7f') sum += CYRILLIC.test(letter) ? (hasAscii ? -0.5 : 1) : -1;
  return hasCaseAmidst(word) ? sum - word.length * 0.5 : sum;
}

function ofSign(sign: string, before: string, after: string): number {
  if (SIGNS.has(sign)) return 0.2;
  if (HALF_WIDTH.test(sign)) return 0.1;
  // Full-width forms and East Asian punctuation.
  if (/[\u3000-\u301f\uff01-\uff5e\u30fb]/.test(sign)) return /[A-Za-z]/.test(before + after) ? 0 : 1.4;
  return -0.7;
}

/** A capital after a small letter, one of them beyond ASCII: hardly a word. */
function hasCaseAmidst(word: string): boolean {
  return /\p{Ll}(?=[^\0-\x7f])\p{Lu}|(?=[^\0-\x7f])\p{Ll}\p{Lu}/u.test(word);
}
