import type { Piece } from './snippet';

/** Lower case without accents, one unit for one unit, so that places stay the same. */
function fold(text: string): string {
  // oxlint-disable-next-line no-control-regex
  if (/^[\u0000-\u007f]*$/.test(text)) return text.toLowerCase();
  let out = '';
  for (let at = 0; at < text.length; at += 1) {
    const unit = text[at] as string;
    const plain = unit.normalize('NFD')[0] as string;
    const lower = plain.toLowerCase();
    out += lower.length === 1 ? lower : plain;
  }
  return out;
}

export function wordsOf(query: string): string[] {
  const words = query.match(/[\p{L}\p{N}_]+/gu) ?? [];
  return [...new Set(words.map(fold))].sort((a, b) => b.length - a.length).slice(0, 20);
}

/** `text` cut into hits of any of `words` and the rest. Each word counts at the beginning of a word. */
export function findHits(text: string, words: readonly string[]): Piece[] {
  if (words.length === 0 || text === '') return text ? [{ text, hit: false }] : [];
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})`, 'gu');
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of fold(text).matchAll(pattern)) {
    if (match.index > at) pieces.push({ text: text.slice(at, match.index), hit: false });
    at = match.index + match[0].length;
    pieces.push({ text: text.slice(match.index, at), hit: true });
  }
  if (at < text.length) pieces.push({ text: text.slice(at), hit: false });
  return pieces;
}
