import picomatch from 'picomatch';
import { describe, expect, it } from 'vitest';
import { globMatcher } from './glob';

const asked = (path: string) => {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return { path, absolute: `/in/${path}`, name, lowerName: name.toLowerCase() };
};

const PATTERNS = [
  ...['*', '**', '*.pdf', 'a*', '*a*', 'a*b*c', '*.*.pdf', '~$*', '*.c++', 'exact.TXT', '.*', '*.tar.*', 'a b.txt', '!*.pdf'],
  ...['?.pdf', '[ab]*.pdf', '[!ab]*.pdf', '*.{pdf,txt}', '{a,b}*', '*.@(pdf|txt)', '+(a|b).pdf', '*(a).pdf', '!(a).pdf', '*.!(pdf)'],
  ...['scans/*', 'scans/**', '**/*.pdf', '**/scans/**', '*/a.pdf', 'scans/**/a.pdf', 'scans/*/[0-9]*.pdf', './a.pdf', '!scans/**'],
  ...['Ä*', '*é*', 'x(1).pdf', 'a\\*b.pdf', 'a,b', 'x{1..3}.pdf', '*[[:digit:]].pdf'],
];
const PATHS = [
  ...['a.pdf', 'A.PDF', '.pdf', 'b.txt', 'abc', 'aXbXc', 'a*b.pdf', '~$x.docx', 'x.c++', 'EXACT.txt', '.hidden', 'x.tar.gz', 'a b.txt'],
  ...['scans/a.pdf', 'scans/1/2a.pdf', 'scans/deep/down/a.pdf', 'my/scans/x.tif', '.git/config', 'scans/.a.pdf', 'x..pdf', 'aa.pdf'],
  ...['äpfel.txt', 'CAFÉ.pdf', 'x(1).pdf', 'x1.pdf', 'a,b', 'x2.pdf', 'M\uefe4rz.pdf', 'scans', 'ab.pdf'],
];

describe('a glob', () => {
  it.each(PATTERNS)('%s means what it means to picomatch', (pattern) => {
    const reference = picomatch(pattern, { dot: true, nocase: true });
    const matches = globMatcher(pattern);
    for (const path of PATHS) {
      const file = asked(path);
      expect(`${path} ${matches(file)}`).toBe(`${path} ${reference(pattern.includes('/') ? path : file.name)}`);
    }
  });

  it('is not evaded by a line break in a name', () => {
    for (const pattern of ['*.lock', '?*.lock', 'a/**', '**/*.lock']) {
      expect(globMatcher(pattern)(asked('a/x\ny.lock'))).toBe(true);
    }
  });
});
