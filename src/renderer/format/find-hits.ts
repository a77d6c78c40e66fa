import type { Piece } from './snippet';

const MOST_TERMS = 20;
/** A shorter beginning is taken as a whole word; as the engine's search does. */
const SHORTEST_BEGINNING = 3;

/** What one part of a query asks for: words that follow one another, of which the last may go on. */
export interface Term {
  readonly words: readonly string[];
  readonly isUnfinished: boolean;
}

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

/**
 * The parts of a query, longest first, by the rule of the engine's search: words in quotes, or joined by signs, follow
 * one another; the last part may be unfinished while it is being typed.
 */
export function termsOf(query: string): Term[] {
  const parts = [...query.matchAll(/"([^"]*)"?|[^\s"]+/g)]
    .map((match) => ({ text: match[1] ?? match[0], isPhrase: match[1] !== undefined }))
    .filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
  const terms = parts.map(({ text, isPhrase }, index) => ({
    words: fold(text).match(/[\p{L}\p{N}]+/gu) ?? [],
    isUnfinished: !isPhrase && index === parts.length - 1 && !/\s$/.test(query) && [...text].length >= SHORTEST_BEGINNING,
  }));
  const length = ({ words }: Term): number => words.join(' ').length;
  return terms.sort((a, b) => length(b) - length(a)).slice(0, MOST_TERMS);
}

/** `text` cut into hits of any of the terms and the rest. A term counts at the beginning of a word. */
export function findHits(text: string, terms: readonly Term[]): Piece[] {
  if (terms.length === 0 || text === '') return text ? [{ text, hit: false }] : [];
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of fold(text).matchAll(patternOf(terms))) {
    if (match.index > at) pieces.push({ text: text.slice(at, match.index), hit: false });
    at = match.index + match[0].length;
    pieces.push({ text: text.slice(match.index, at), hit: true });
  }
  if (at < text.length) pieces.push({ text: text.slice(at), hit: false });
  return pieces;
}

function patternOf(terms: readonly Term[]): RegExp {
  const one = ({ words, isUnfinished }: Term): string =>
    words.join('[^\\p{L}\\p{N}]+') + (isUnfinished ? '' : '(?![\\p{L}\\p{N}])');
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${terms.map(one).join('|')})`, 'gu');
}
