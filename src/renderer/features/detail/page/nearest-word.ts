import type { LayoutWord } from '../../../../shared/model/page-layout';

/** Lines are told apart before the words in them. */
const ACROSS_LINES = 3;

/** A place in a word: before the character `offset`. */
export interface WordOffset {
  word: number;
  offset: number;
}

/** The place in the text that is nearest to a point of the page, in the page's unit; null on a page without words. */
export function nearestWord(words: readonly LayoutWord[], x: number, y: number): WordOffset | null {
  let best: WordOffset | null = null;
  let least = Infinity;
  words.forEach(({ text, box }, word) => {
    const across = Math.max(box.x - x, 0, x - (box.x + box.width));
    const down = Math.max(box.y - y, 0, y - (box.y + box.height));
    const distance = Math.hypot(across, down * ACROSS_LINES);
    if (distance >= least) return;
    least = distance;
    const part = box.width > 0 ? (x - box.x) / box.width : 0;
    best = { word, offset: Math.round(Math.max(0, Math.min(1, part)) * text.length) };
  });
  return best;
}
