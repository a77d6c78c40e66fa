import type { WordRange } from './place-words';

/** A stretch of text, as places in the text of its page. */
export interface TextRange {
  start: number;
  end: number;
}

export interface TextPiece {
  text: string;
  /** Where the hit begins that it belongs to. */
  hit: number | null;
}

export interface TextPart {
  /** The number of the layout's word that it is; null between words. */
  word: number | null;
  pieces: TextPiece[];
}

/**
 * Cuts a block of text at its words and hits. All places count from the beginning of the page, of which the block
 * begins at `start`; words and hits come in order, and what lies outside the block is left out.
 */
export function cutText(
  { text, start }: { text: string; start: number },
  words: readonly WordRange[],
  hits: readonly TextRange[],
): TextPart[] {
  const end = start + text.length;
  const parts: TextPart[] = [];
  let [word, hit] = [0, 0];
  let at = start;
  while (at < end) {
    while ((words[word]?.end ?? Infinity) <= at) word += 1;
    while ((hits[hit]?.end ?? Infinity) <= at) hit += 1;
    const [inWord, inHit] = [words[word], hits[hit]];
    const borders = [inWord, inHit].flatMap((range) => (range ? [range.start, range.end] : []));
    const next = Math.min(end, ...borders.filter((border) => border > at));
    const number = inWord && inWord.start <= at ? inWord.word : null;
    const piece = { text: text.slice(at - start, next - start), hit: inHit && inHit.start <= at ? inHit.start : null };
    const last = parts.at(-1);
    if (last && last.word === number) last.pieces.push(piece);
    else parts.push({ word: number, pieces: [piece] });
    at = next;
  }
  return parts;
}
