import { HIT_END, HIT_START } from '../../shared/model/hit-marks';

const BEFORE = 60;
const LENGTH = 180;

/** Words that follow one another, of which the last may go on. */
export interface Wanted {
  words: string;
  isUnfinished?: boolean;
}

export interface Snippet {
  /** Hits stand between the marks of `hit-marks`. */
  text: string;
  /** Of the first hit, from 1; null where the text is not divided into pages by form feeds. */
  page: number | null;
}

/**
 * A piece of `text` around the first of what is wanted; without accents and case like the index, and words of one
 * phrase as one hit. Null when none of it is there.
 */
export function cutSnippet(text: string, phrases: readonly Wanted[]): Snippet | null {
  const folded = foldInPlace(text);
  const wanted = phrases.flatMap(({ words, isUnfinished = false }) => {
    const tokens = foldInPlace(words).match(/[\p{L}\p{N}]+/gu);
    return tokens ? [tokens.join('[^\\p{L}\\p{N}]+') + (isUnfinished ? '' : '(?![\\p{L}\\p{N}])')] : [];
  });
  if (wanted.length === 0) return null;
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${wanted.join('|')})`, 'gu');
  const first = pattern.exec(folded);
  if (!first) return null;
  const start = Math.max(0, first.index - BEFORE);
  const end = Math.min(text.length, start + LENGTH);
  let piece = '';
  let at = start;
  pattern.lastIndex = start;
  for (let hit = pattern.exec(folded); hit && hit.index < end; hit = pattern.exec(folded)) {
    const stop = Math.min(hit.index + hit[0].length, end);
    piece += `${text.slice(at, hit.index)}${HIT_START}${text.slice(hit.index, stop)}${HIT_END}`;
    at = stop;
  }
  piece += text.slice(at, end);
  return {
    text: `${start > 0 ? '…' : ''}${piece.toWellFormed()}${end < text.length ? '…' : ''}`,
    page: text.includes('\f') ? text.slice(0, first.index).split('\f').length : null,
  };
}

/** Lower case without accents, character for character, so that places in it are places in the text. */
function foldInPlace(text: string): string {
  const lower = text.toLowerCase();
  const plain = lower.length === text.length ? lower : text;
  return plain.replace(/[\u00c0-\u024f\u1e00-\u1eff]/g, (letter) => letter.normalize('NFD')[0] as string);
}
