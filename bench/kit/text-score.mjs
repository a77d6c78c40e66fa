import { editDistance } from './edit-distance.mjs';
import { sum } from './numbers.mjs';

export const collapse = (text) => text.replaceAll(/\s+/g, ' ').trim();

const wordsOf = (text) => collapse(text).split(' ').filter((word) => word !== '');

/** F1 of the words of all pages as bags, page by page: 1 where every word is there as often as it should, and no other. */
export function wordF1(truths, texts) {
  let hits = 0;
  let wanted = 0;
  let found = 0;
  truths.forEach((truth, page) => {
    const counts = new Map();
    for (const word of wordsOf(truth)) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
      wanted += 1;
    }
    for (const word of wordsOf(texts[page] ?? '')) {
      found += 1;
      const left = counts.get(word) ?? 0;
      if (left === 0) continue;
      hits += 1;
      counts.set(word, left - 1);
    }
  });
  return (2 * hits) / (wanted + found || 1);
}

/** Share of the truth's words that were found, whatever else was. */
export function wordRecall(truth, text) {
  const found = new Map();
  for (const word of wordsOf(text)) found.set(word, (found.get(word) ?? 0) + 1);
  const wanted = wordsOf(truth);
  let hits = 0;
  for (const word of wanted) {
    const left = found.get(word) ?? 0;
    if (left === 0) continue;
    hits += 1;
    found.set(word, left - 1);
  }
  return wanted.length === 0 ? 1 : hits / wanted.length;
}

/** 1 − edit distance / longer text, white space collapsed; over all pages, by their length. */
export function orderSimilarity(truths, texts) {
  const pairs = truths.map((truth, page) => [collapse(truth), collapse(texts[page] ?? '')]);
  const lengths = pairs.map(([a, b]) => Math.max(a.length, b.length));
  return 1 - sum(pairs.map(([a, b]) => editDistance(a, b))) / (sum(lengths) || 1);
}

/** Character error rate: edit distance / length of the truth, white space collapsed. Of an empty page: 0 or 1. */
export function characterErrorRate(truth, text) {
  const [wanted, found] = [collapse(truth), collapse(text)];
  if (wanted === '') return found === '' ? 0 : 1;
  return editDistance(wanted, found) / wanted.length;
}
