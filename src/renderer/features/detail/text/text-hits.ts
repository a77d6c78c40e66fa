import { findHits, type Term } from '../../../format/find-hits';
import type { TextRange } from './cut-text';
import type { TextBlock } from './text-pages';

/** Nobody steps through more. */
const MOST_HITS = 10_000;

export interface TextHit extends TextRange {
  page: number;
}

/** The hits of a search in a block, as places in the text of its page. */
export function hitsInBlock(block: TextBlock, sought: readonly Term[]): TextHit[] {
  if (sought.length === 0) return [];
  const hits: TextHit[] = [];
  let at = block.start;
  for (const { text, hit } of findHits(block.text, sought)) {
    if (hit) hits.push({ page: block.page, start: at, end: at + text.length });
    at += text.length;
  }
  return hits;
}

/** Remembers what it found in a block: a text is loaded block by block, and each is searched once. */
export function hitFinder(sought: readonly Term[]): (block: TextBlock) => readonly TextHit[] {
  const known = new WeakMap<TextBlock, readonly TextHit[]>();
  return (block) => {
    const before = known.get(block);
    if (before) return before;
    const hits = hitsInBlock(block, sought);
    known.set(block, hits);
    return hits;
  };
}

export function allHits(blocks: readonly TextBlock[], find: (block: TextBlock) => readonly TextHit[]): readonly TextHit[] {
  const hits: TextHit[] = [];
  for (const block of blocks) {
    if (hits.length >= MOST_HITS) break;
    hits.push(...find(block));
  }
  return hits.slice(0, MOST_HITS);
}
