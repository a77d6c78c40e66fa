import { t, words } from '../../shared/words/words';

const REGEX_MISTAKES: readonly (readonly [is: RegExp, what: string])[] = [
  [/missing closing \)/, words('a “(” is never closed')],
  [/unexpected \)/, words('a “)” closes nothing')],
  [/missing closing \]/, words('a “[” is never closed')],
  [/missing argument to repetition operator/, words('there is nothing that {piece} could repeat')],
  [/invalid nested repetition operator/, words('{piece} repeats a repetition')],
  [/invalid repeat count|expression too large/, words('{piece} repeats too often; a thousand times is the most')],
  [/invalid character class/, words('{piece} is no range of characters')],
  [/trailing backslash/, words('it ends with a lone backslash')],
  [/unsupported Perl syntax|named capture/, words('looking ahead or behind, and what begins with {piece}, is not known')],
  [/invalid escape sequence/, words('{piece} is not known')],
];

/** What is wrong with an expression, in words, from what RE2 says: `error parsing regexp: missing closing ): ` and the piece in backquotes. */
export function whatOfRegex(message: string): string {
  const [, piece = ''] = /`([^`]*)`$/.exec(message) ?? [];
  const [, what] = REGEX_MISTAKES.find(([is]) => is.test(message)) ?? [];
  return what === undefined ? message.replace(/^error parsing regexp: /, '') : t(what, { piece: t('“{name}”', { name: piece }) });
}
