import { describe, expect, it } from 'vitest';
import type { FilemillError } from '../../shared/errors/filemill-error';
import { folderSettingsSchema } from '../../shared/model/folder';
import { checkSettings } from './check-settings';

function problemOf(patch: object): FilemillError | null {
  try {
    checkSettings(folderSettingsSchema.parse({ name: 'In', ...patch }), '/home/me/in');
    return null;
  } catch (error) {
    return error as FilemillError;
  }
}

describe('the settings of a folder', () => {
  it('are right when every line can be used', () => {
    expect(problemOf({})).toBeNull();
    expect(problemOf({ include: ['*.pdf', 'scans/**', 'regex:^\\d+'], exclude: ['x(1)*', 'regex:(?i)draft'] })).toBeNull();
  });

  it.each([
    ['regex:(', '“regex:(” can’t be used: a “(” is never closed.'],
    ['regex:a)', '“regex:a)” can’t be used: a “)” closes nothing.'],
    ['regex:[a', '“regex:[a” can’t be used: a “[” is never closed.'],
    ['regex:[z-a]', '“regex:[z-a]” can’t be used: “z-a” is no range of characters.'],
    ['regex:*a', '“regex:*a” can’t be used: there is nothing that “*” could repeat.'],
    ['regex:a{2000}', '“regex:a{2000}” can’t be used: “{2000}” repeats too often; a thousand times is the most.'],
    ['regex:(?=a)', '“regex:(?=a)” can’t be used: looking ahead or behind, and what begins with “(?=”, is not known.'],
    ['regex:(a)\\1', '“regex:(a)\\1” can’t be used: “\\1” is not known.'],
    ['regex:a\\', '“regex:a\\” can’t be used: it ends with a lone backslash.'],
    ['regex:', '“regex:” can’t be used: no expression follows.'],
    ['', '“” can’t be used: it is empty.'],
    ['[ab', '“[ab” can’t be used: a “]” is missing.'],
    ['*.{pdf,txt', '“*.{pdf,txt” can’t be used: a “}” is missing.'],
    ['[z-a]', '“[z-a]” can’t be used: the pattern is broken (range out of order in character class).'],
    ['/scans/*', '“/scans/*” can’t be used: a pattern is about the path inside the folder, and that begins with no slash.'],
  ])('are refused for the line %s, in words', (line, message) => {
    for (const list of ['include', 'exclude']) {
      const error = problemOf({ [list]: ['*.txt', line] });
      expect(error).toMatchObject({ code: 'settings.invalid', message });
      expect(error?.hint).not.toBe('');
    }
  });

  it('are refused with the line to write instead of an absolute one', () => {
    expect(problemOf({ exclude: ['/home/me/in/old/**'] })?.hint).toBe('Write “old/**” instead.');
  });

  it('are refused when no file could meet them', () => {
    expect(problemOf({ minBytes: 2_000_000, maxBytes: 1_000_000 })?.message).toBe('No file has at least 2.0 MB and at most 1.0 MB.');
    expect(problemOf({ include: ['*.a', '*.b'], exclude: ['*.b'] })?.message).toBe('“*.b” is both included and excluded.');
  });
});
