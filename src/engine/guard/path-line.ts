import { RE2JS, RE2JSException } from 're2js';
import { FilemillError } from '../../shared/errors/filemill-error';
import { globMatcher, type PathMatcher } from '../../base/glob';
import { whatOfRegex } from './what-of-regex';
import { t } from '../../shared/words/words';

const REGEX = 'regex:';

export const isRegexLine = (line: string): boolean => line.startsWith(REGEX);

/**
 * One line of a folder's `include` or `exclude`, made into a question: a glob, or `regex:` and an expression that is
 * searched in the path inside the folder and in the absolute one.
 *
 * @throws FilemillError `settings.invalid` that names the line and what is wrong with it
 */
export function pathLine(line: string): PathMatcher {
  if (line.trim() === '') throw broken(line, t('it is empty'), t('Leave it out.'));
  if (isRegexLine(line)) return regexMatcher(line, line.slice(REGEX.length));
  if (line.startsWith('/')) {
    throw broken(line, t('a pattern is about the path inside the folder, and that begins with no slash'), t('Leave out the first slash.'));
  }
  try {
    return globMatcher(line);
  } catch (error) {
    throw broken(line, whatOfGlob(error as Error), t('Correct it. To mean a bracket itself, write a backslash before it.'), error);
  }
}

function regexMatcher(line: string, expression: string): PathMatcher {
  if (/^\s/.test(expression)) {
    throw broken(line, t('a space follows {prefix}, and no path begins with one', { prefix: REGEX }), t('Write {prefix} and the expression without a space between them.', { prefix: REGEX }));
  }
  if (expression === '') throw broken(line, t('no expression follows'), t('Write one behind {prefix}, or leave the line out.', { prefix: REGEX }));
  try {
    const compiled = RE2JS.compile(expression);
    return ({ path, absolute }) => compiled.test(path) || compiled.test(absolute);
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    throw broken(line, whatOfRegex(error.message), t('Correct the expression, or leave it out.'), error);
  }
}

function broken(line: string, what: string, hint: string, cause?: unknown): FilemillError {
  return new FilemillError('settings.invalid', t('“{line}” can’t be used: {what}.', { line, what }), { hint, cause });
}

/** picomatch: `Missing closing: "]" - use …`, or the words of the engine's own expressions. */
function whatOfGlob({ message }: Error): string {
  const [, bracket] = /^Missing (?:closing|opening): "(.)"/.exec(message) ?? [];
  if (bracket) return t('a “{bracket}” is missing', { bracket });
  return t('the pattern is broken ({why})', { why: message.split(': ').at(-1)?.toLowerCase() ?? '' });
}
