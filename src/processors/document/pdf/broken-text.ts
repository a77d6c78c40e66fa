/** Characters that no text has: control characters, private use, U+FFFD, lone surrogates, unassigned and non-characters. */
const IMPOSSIBLE = /[\p{Cc}\p{Co}\p{Cn}\p{Cs}\ufffd]/gu;
/** What a glyph without meaning is called by some writers: "(cid:17)". */
const NAMED_GLYPHS = /\(cid:\d+\)/g;
/** Letters that few languages use and none mostly: what glyph numbers look like when they are taken for characters. */
const RARE_LETTERS = /[\u0180-\u019f\u01a2-\u01ae\u01b1-\u02ff\u0370-\u0373\u0376-\u037d\u03d0-\u03ff]/gu;
const LATIN_LETTER = /[A-Za-z\u00c0-\u024f\u1ea0-\u1eff]/;
const BEYOND_ASCII = /[^\n -~]/;
const A_VOWEL = /[aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýÿāăąēėęěīįıōőœūůűųơư\u1ea0-\u1eff]/i;

const [SPACE, OTHER, LETTER, VOWEL] = [0, 1, 2, 3];
/** By UTF-16 unit, as far as Latin letters go. */
const KINDS = Uint8Array.from({ length: 0x1f00 }, (_, unit) => {
  const character = String.fromCharCode(unit);
  if (A_VOWEL.test(character)) return VOWEL;
  return LATIN_LETTER.test(character) ? LETTER : /\s/.test(character) ? SPACE : OTHER;
});

/** Fewer are bullets or a logo. */
const MIN_IMPOSSIBLE = 4;
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
  if (text === '') return false;
  return (text.includes('(cid:') || BEYOND_ASCII.test(text)) && hasImpossible(text) ? true : hasNoVowels(text);
}

function hasImpossible(text: string): boolean {
  const visible = text.replace(/\s+/g, '');
  const impossible = countOf(text.replace(/[\n\t ]/g, ''), IMPOSSIBLE) + joinedLength(visible, NAMED_GLYPHS);
  if (impossible >= MIN_IMPOSSIBLE && impossible > MAX_IMPOSSIBLE * visible.length) return true;
  return countOf(visible, RARE_LETTERS) > MAX_RARE * visible.length;
}

/** Letters exchanged for others, or hardly any other than vowels. */
function hasNoVowels(text: string): boolean {
  let [letters, vowels, visible] = [0, 0, 0];
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    const kind = unit < KINDS.length ? (KINDS[unit] as number) : OTHER;
    if (kind !== SPACE) visible += 1;
    if (kind >= LETTER) letters += 1;
    if (kind === VOWEL) vowels += 1;
  }
  if (letters < ENOUGH_LETTERS || letters < visible / 2) return false;
  return vowels < MIN_VOWELS * letters || vowels > MAX_VOWELS * letters;
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
