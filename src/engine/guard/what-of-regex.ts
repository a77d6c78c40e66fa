const REGEX_MISTAKES: readonly (readonly [is: RegExp, what: string])[] = [
  [/missing closing \)/, 'a “(” is never closed'],
  [/unexpected \)/, 'a “)” closes nothing'],
  [/missing closing \]/, 'a “[” is never closed'],
  [/missing argument to repetition operator/, 'there is nothing that $ could repeat'],
  [/invalid nested repetition operator/, '$ repeats a repetition'],
  [/invalid repeat count|expression too large/, '$ repeats too often; a thousand times is the most'],
  [/invalid character class/, '$ is no range of characters'],
  [/trailing backslash/, 'it ends with a lone backslash'],
  [/unsupported Perl syntax|named capture/, 'looking ahead or behind, and what begins with $, is not known'],
  [/invalid escape sequence/, '$ is not known'],
];

/** What is wrong with an expression, in words, from what RE2 says: `error parsing regexp: missing closing ): ` and the piece in backquotes. */
export function whatOfRegex(message: string): string {
  const [, piece = ''] = /`([^`]*)`$/.exec(message) ?? [];
  const [, what] = REGEX_MISTAKES.find(([is]) => is.test(message)) ?? [];
  return what?.replace('$', () => `“${piece}”`) ?? message.replace(/^error parsing regexp: /, '');
}
