const BEGIN = '\ue000';
const END = '\ue001';

export interface Piece {
  text: string;
  hit: boolean;
}

/** The pieces of a search snippet, whose hits stand between U+E000 and U+E001. */
export function piecesOf(snippet: string): Piece[] {
  const pieces: Piece[] = [];
  const add = (text: string, hit: boolean): void => {
    const clean = text.replaceAll(BEGIN, '').replaceAll(END, '');
    if (clean) pieces.push({ text: clean, hit });
  };
  let at = 0;
  while (at < snippet.length) {
    const begin = snippet.indexOf(BEGIN, at);
    if (begin < 0) break;
    add(snippet.slice(at, begin), false);
    const end = snippet.indexOf(END, begin);
    const stop = end < 0 ? snippet.length : end;
    add(snippet.slice(begin + 1, stop), true);
    at = stop + 1;
  }
  add(snippet.slice(at), false);
  return pieces;
}
