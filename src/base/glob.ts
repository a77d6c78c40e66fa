import picomatch from 'picomatch';
import { RE2JS } from 're2js';

/** What a pattern is asked about. */
export interface MatchedPath {
  /** Inside the folder, `/`-separated. */
  path: string;
  /** The same from the root of the disk, `/`-separated on every system. */
  absolute: string;
  name: string;
  lowerName: string;
}

export type PathMatcher = (file: MatchedPath) => boolean;

/** What is not plain letters and stars, as most patterns are. */
const MORE_THAN_STARS = /^!|[\\/?[\](){}|"]|[^ -~]/;

/** How picomatch keeps `.` and `..` out, which are never names here. Without these RE2 can take its expressions. */
const NO_DOTS = /\(\?!(?:\(\?:\^\|\\\/\))?\\\.\{1,2\}\(\?:\\\/\|\$\)\)|\(\?=\.\)/g;

/**
 * A pattern without a slash is about the name, wherever the file lies; one with a slash about the whole path inside
 * the folder. Capitals make no difference. Takes time in proportion to the length of the path, whatever the pattern
 * (RE2); the one exception is a negated group, `!(…)`, which RE2 does not know.
 *
 * @throws Error that says what is wrong with it
 */
export function globMatcher(pattern: string): PathMatcher {
  if (!MORE_THAN_STARS.test(pattern)) return starMatcher(pattern.toLowerCase());
  const isNegated = pattern.startsWith('!') && !pattern.startsWith('!(');
  const matches = textMatcher(isNegated ? pattern.slice(1) : pattern);
  const isAboutPath = pattern.includes('/');
  return ({ path, name }) => matches(isAboutPath ? path : name) !== isNegated;
}

/** Compares the pieces between the stars, without a regular expression. */
function starMatcher(pattern: string): PathMatcher {
  const [head = '', ...pieces] = pattern.split('*');
  const tail = pieces.pop();
  if (tail === undefined) return ({ lowerName }) => lowerName === head;
  if (head === '' && pieces.length === 0) return ({ lowerName }) => lowerName.endsWith(tail);
  return ({ lowerName }) => {
    const end = lowerName.length - tail.length;
    if (end < head.length || !lowerName.startsWith(head) || !lowerName.endsWith(tail)) return false;
    let at = head.length;
    for (const piece of pieces) {
      const found = lowerName.indexOf(piece, at);
      if (found < 0 || found + piece.length > end) return false;
      at = found + piece.length;
    }
    return true;
  };
}

function textMatcher(pattern: string): (text: string) => boolean {
  const { source } = picomatch.makeRe(pattern, { dot: true, strictBrackets: true, debug: true });
  const matches = linearTest(source.replace(NO_DOTS, '')) ?? nativeTest(source);
  return (text) => text === pattern || matches(text);
}

function linearTest(source: string): ((text: string) => boolean) | null {
  try {
    const expression = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE | RE2JS.DOTALL);
    return (text) => expression.test(text);
  } catch {
    return null;
  }
}

function nativeTest(source: string): (text: string) => boolean {
  const expression = new RegExp(source, 'is');
  return (text) => expression.test(text);
}
