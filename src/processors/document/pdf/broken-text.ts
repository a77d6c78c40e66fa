/** Characters that no text has: control characters, private use, U+FFFD, lone surrogates, unassigned and non-characters. */
const IMPOSSIBLE = /[\p{Cc}\p{Co}\p{Cn}\p{Cs}\ufffd]/gu;
/** What a glyph without meaning is called by some writers: "(cid:17)". */
const NAMED_GLYPHS = /\(cid:\d+\)/g;
/** Letters that few languages use and none mostly: what glyph numbers look like when they are taken for characters. */
const RARE_LETTERS = /[\u0180-\u019f\u01a2-\u01ae\u01b1-\u02ff\u0370-\u0373\u0376-\u037d\u03d0-\u03ff]/gu;
const LATIN_LETTERS = /[A-Za-z\u00c0-\u024f\u1ea0-\u1eff]/g;
const VOWELS = /[aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýÿāăąēėęěīįıōőœūůűųơư\u1ea0-\u1eff]/gi;

const MAX_IMPOSSIBLE = 0.1;
const MAX_RARE = 0.3;
/** So many letters tell how often a language uses vowels: nowhere below 30 or above 60 of 100. */
const ENOUGH_LETTERS = 200;
const MIN_VOWELS = 0.16;
const MAX_VOWELS = 0.8;

/**
 * Whether the text layer of a page does not say what the page shows: its font has no map to characters, or a wrong
 * one. Text in any language is believed; what is judged is only what can't be text.
 */
export function isBrokenText(text: string): boolean {
  const visible = text.replace(/\s+/g, '');
  if (visible.length === 0) return false;
  // One sign that can't be read, in an otherwise sound page, is a bullet or a logo.
  const impossible = countOf(text.replace(/[\n\t ]/g, ''), IMPOSSIBLE) + joinedLength(visible, NAMED_GLYPHS);
  if (impossible > MAX_IMPOSSIBLE * visible.length) return true;
  if (countOf(visible, RARE_LETTERS) > MAX_RARE * visible.length) return true;
  const letters = countOf(visible, LATIN_LETTERS);
  if (letters < ENOUGH_LETTERS || letters < visible.length / 2) return false;
  const vowels = countOf(visible, VOWELS) / letters;
  return vowels < MIN_VOWELS || vowels > MAX_VOWELS;
}

function countOf(text: string, pattern: RegExp): number {
  let count = 0;
  for (const _ of text.matchAll(pattern)) count += 1;
  return count;
}

function joinedLength(text: string, pattern: RegExp): number {
  let length = 0;
  for (const { 0: match } of text.matchAll(pattern)) length += match.length;
  return length;
}
