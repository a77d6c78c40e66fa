import { findHits, type Term } from '../../../format/find-hits';
import type { PlacedWord } from './layout-words';

/** The hits of a search among the words of a page: for each, the words of which it holds a part. */
export function hitsOnPage(words: readonly PlacedWord[], sought: readonly Term[]): PlacedWord[][] {
  if (sought.length === 0) return [];
  const hits: PlacedWord[][] = [];
  let [at, word, start] = [0, 0, 0];
  for (const { text, hit } of findHits(words.map((one) => one.text).join(' '), sought)) {
    const end = at + text.length;
    const touched: PlacedWord[] = [];
    for (let next = words[word]; hit && next && start < end; next = words[word]) {
      const stop = start + next.text.length;
      if (stop > at) touched.push(next);
      if (stop >= end) break;
      word += 1;
      start = stop + 1;
    }
    if (hit) hits.push(touched);
    at = end;
  }
  return hits;
}
