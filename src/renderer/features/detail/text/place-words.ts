import type { LayoutWord } from '../../../../shared/model/page-layout';

/** How far ahead a word is looked for where text and layout have drifted apart, UTF-16 units. */
const REACH = 400;

/** Where a word of the layout stands in the page's text; `word` is its number. */
export interface WordRange {
  word: number;
  start: number;
  end: number;
}

/**
 * Finds the words of a page's layout in its text, in order. The text is made of these words, so each normally stands
 * right behind the one before; what can't be found is left out, and the next ones are found again.
 */
export function placeWords(text: string, words: readonly LayoutWord[]): WordRange[] {
  const ranges: WordRange[] = [];
  let at = 0;
  words.forEach(({ text: sought }, word) => {
    if (sought === '') return;
    while (at < text.length && /\s/.test(text[at] as string)) at += 1;
    const found = text.startsWith(sought, at) ? 0 : text.slice(at, at + REACH + sought.length).indexOf(sought);
    if (found < 0) return;
    ranges.push({ word, start: at + found, end: at + found + sought.length });
    at += found + sought.length;
  });
  return ranges;
}

/** The words that a stretch of text touches. */
export function wordsWithin(ranges: readonly WordRange[], start: number, end: number): number[] {
  return ranges.filter((range) => range.start < end && range.end > start).map((range) => range.word);
}
