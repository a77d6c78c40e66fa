/** Letters that programs set as one sign, accents and the like are undone by Unicode's own rules (NFKD); these are not. */
const PLAIN: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ı: 'i' };
const SPECIAL = /[ßæœøłđı]/g;
const MARKS = /\p{M}+/gu;
/** A word that goes on in the next line, with a hyphen or with a soft one. */
const BROKEN_WORD = /(\p{L})[-\u00AD\u2010]\r?\n[ \t]*(\p{Ll})/gu;
const INVISIBLE = /[\u00AD\u200B-\u200D\u2060\uFEFF]/g;
/** "Page 3 of 10", "- 3 -"; a bare number only at the edge of a page, for elsewhere it may be a cell of a table. */
const PAGE_NUMBER =
  /^[ \t]*(?:(?:page|seite|p\.)[ \t]*\d{1,4}(?:[ \t]*(?:of|von|\/)[ \t]*\d{1,4})?|[-–][ \t]*\d{1,4}[ \t]*[-–]|\d{1,4}(?=\s*\f))[ \t]*$/gimu;
const IS_PLAIN = /^[\x00-\x7F]*$/;
/** Figures with their signs between ("1,240.50", "12-34-56") are one word; scripts without spaces go sign by sign. */
const WORDS = /\p{N}+(?:[.,:/'’-]\p{N}+)*|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|\p{L}+/gu;

/** The same, for texts that have nothing but ASCII. */
const PLAIN_WORDS = /\d+(?:[.,:/'-]\d+)*|[a-z]+/g;

/** The words of a text in their order, as they would stand in any other file that says the same. */
export function wordsOf(text: string): string[] {
  const whole = text.replace(BROKEN_WORD, '$1$2').replace(PAGE_NUMBER, ' ');
  if (IS_PLAIN.test(whole)) return whole.toLowerCase().match(PLAIN_WORDS) ?? [];
  const plain = whole
    .normalize('NFKD')
    .replace(INVISIBLE, '')
    .replace(MARKS, '')
    .toLowerCase()
    .replace(SPECIAL, (letter) => PLAIN[letter] ?? letter);
  return plain.match(WORDS) ?? [];
}
