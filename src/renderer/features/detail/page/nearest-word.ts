import type { PlacedWord } from './layout-words';
import { standOf } from './reading-direction';

/** Lines are told apart before the words in them. */
const ACROSS_LINES = 3;

/** A place in a word: before the character `offset`. */
export interface WordOffset {
  word: number;
  offset: number;
}

/** The place in the text that is nearest to a point of the page, in the page's unit; null on a page without words. */
export function nearestWord(words: readonly PlacedWord[], x: number, y: number): WordOffset | null {
  let best: WordOffset | null = null;
  let least = Infinity;
  words.forEach(({ text, box, turn }, word) => {
    const stand = standOf(box, turn);
    const from = { x: x - stand.x, y: y - stand.y };
    const along = from.x * stand.along.x + from.y * stand.along.y;
    const down = from.x * stand.down.x + from.y * stand.down.y;
    const distance = Math.hypot(outside(along, stand.length), outside(down, stand.height) * ACROSS_LINES);
    if (distance >= least) return;
    least = distance;
    const part = stand.length > 0 ? along / stand.length : 0;
    best = { word, offset: Math.round(Math.max(0, Math.min(1, part)) * text.length) };
  });
  return best;
}

const outside = (at: number, length: number): number => Math.max(-at, 0, at - length);
