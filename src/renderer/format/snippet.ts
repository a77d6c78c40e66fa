import { HIT_END, HIT_START, withoutHitMarks } from '../../shared/model/hit-marks';

export interface Piece {
  text: string;
  hit: boolean;
}

/** The pieces of a search snippet, whose hits stand between U+E000 and U+E001. */
export function piecesOf(snippet: string): Piece[] {
  const pieces: Piece[] = [];
  const add = (text: string, hit: boolean): void => {
    const clean = withoutHitMarks(text);
    if (clean) pieces.push({ text: clean, hit });
  };
  let at = 0;
  while (at < snippet.length) {
    const begin = snippet.indexOf(HIT_START, at);
    if (begin < 0) break;
    add(snippet.slice(at, begin), false);
    const end = snippet.indexOf(HIT_END, begin);
    const stop = end < 0 ? snippet.length : end;
    add(snippet.slice(begin + 1, stop), true);
    at = stop + 1;
  }
  add(snippet.slice(at), false);
  return pieces;
}

/** So much before the first hit leaves room for the hit itself also where a list is narrow, UTF-16 units. */
const LEAD = 20;

/** The same pieces with little before the first hit, so that it is seen however soon the line is cut. */
export function beginNearHit(pieces: readonly Piece[]): readonly Piece[] {
  const [lead, hit, ...rest] = pieces;
  if (!lead || lead.hit || !hit || lead.text.length <= LEAD) return pieces;
  const near = lead.text.slice(-LEAD);
  const between = near.search(/\s\S/);
  return [{ text: `…${between < 0 ? near.toWellFormed() : near.slice(between + 1)}`, hit: false }, hit, ...rest];
}
