import type { RE2JS } from 're2js';
import type { FactValue } from '../../shared/model/fact';

/** Groups that a regular expression caught, by name and by number. */
export type Captures = Record<string, string>;

/**
 * Catching groups takes time with the length of the text and the size of the expression, a hundred times as much as finding out
 * whether there is a match: it is done in a piece of the text that is known to hold one.
 */
const PIECE = 20_000;
/** So much of a piece is looked at again with the next one: no match that is longer is sure to be caught. */
const SHARED = 4_000;

/** What the groups of an expression catch in a text, by number and name; '' for those that caught nothing, and none without a match. */
export function capturesOf(expression: RE2JS): (value: FactValue) => Captures {
  return (value) => {
    const piece = pieceWithMatch(expression, String(value));
    const matcher = expression.matcher(piece ?? '');
    if (piece === null || !matcher.find()) return {};
    const captures: Captures = {};
    for (let group = 0; group <= matcher.groupCount(); group += 1) captures[group] = matcher.group(group) ?? '';
    for (const name of Object.keys(expression.namedGroups())) captures[name] = matcher.group(name) ?? '';
    return captures;
  };
}

/** The first one; pieces are cut between lines, so that `^` and `$` stand where they stood. */
function pieceWithMatch(expression: RE2JS, text: string): string | null {
  if (text.length <= PIECE) return expression.test(text) ? text : null;
  for (let from = 0; from < text.length; ) {
    const to = from + PIECE >= text.length ? text.length : lineEnd(text, from + PIECE);
    const piece = text.slice(from, to);
    if (expression.test(piece)) return piece;
    if (to === text.length) return null;
    from = Math.max(from + 1, lineEnd(text, to - SHARED));
  }
  return null;
}

/** Behind the last line that ends before `at`, or `at` where that is far away. */
function lineEnd(text: string, at: number): number {
  const end = text.lastIndexOf('\n', at - 1) + 1;
  return end > at - SHARED ? end : at;
}
