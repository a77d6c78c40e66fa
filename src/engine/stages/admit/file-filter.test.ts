import { describe, expect, it } from 'vitest';
import { folderSettingsSchema } from '../../../shared/model/folder';
import { explainFilter, fileFilter } from './file-filter';

const ROOT = '/home/me/Inbox';
const settings = (patch: object = {}) => folderSettingsSchema.parse({ name: 'Inbox', ...patch });
const filterOf = (patch: object = {}) => fileFilter(settings(patch), ROOT);
const file = (path: string, size = 10) => ({ path, size, special: null });

describe('the filter of a folder', () => {
  it('takes every ordinary file by default', () => {
    expect(filterOf()(file('a/b/report.pdf')).taken).toBe(true);
  });

  it.each(['.DS_Store', '~$Letter.docx', 'film.mp4.part', 'x.CRDOWNLOAD', 'orders.csv.lock', '._a.jpg'])(
    'leaves %s alone and names the line',
    (name) => {
      const verdict = filterOf({ hidden: true })(file(`sub/${name}`));
      expect(verdict.taken).toBe(false);
      expect(verdict.reason).toMatch(/^Built-in list: “.+”/);
    },
  );

  it('leaves hidden files alone, also in hidden folders, unless asked', () => {
    expect(filterOf()(file('.secret')).taken).toBe(false);
    expect(filterOf()(file('.cache/a.txt')).taken).toBe(false);
    expect(filterOf({ hidden: true })(file('.cache/a.txt')).taken).toBe(true);
  });

  it('matches a pattern without a slash against the name, one with a slash against the path', () => {
    const filter = filterOf({ include: ['*.pdf', 'scans/**/*.tif'] });
    expect(filter(file('deep/down/A.PDF')).taken).toBe(true);
    expect(filter(file('scans/2026/11/x.tif')).taken).toBe(true);
    expect(filter(file('other/x.tif')).taken).toBe(false);
  });

  it('lets an exclude win over an include and names it', () => {
    const filter = filterOf({ include: ['*.csv'], exclude: ['test_*'] });
    expect(filter(file('test_orders.csv'))).toEqual({ taken: false, reason: 'Excluded by “test_*”.' });
  });

  it('says the sizes when a file is too large or too small', () => {
    expect(filterOf({ maxBytes: 2_000_000_000 })(file('a.iso', 5_368_709_120)).reason).toBe(
      'It has 5.4 GB; the folder takes at most 2.0 GB.',
    );
    expect(filterOf({ minBytes: 100 })(file('a.txt', 1)).reason).toMatch(/at least 100 bytes/);
  });

  it('never opens what is no file', () => {
    for (const special of ['link', 'fifo', 'socket', 'device'] as const) {
      expect(filterOf()({ path: 'x', size: 0, special }).taken).toBe(false);
    }
  });
});

describe('lines with regular expressions', () => {
  const takes = (line: string, path: string): boolean => filterOf({ include: [line] })(file(path)).taken;

  it('are searched, not anchored, and mind capitals', () => {
    expect(takes('regex:port', 'deep/report.pdf')).toBe(true);
    expect(takes('regex:PORT', 'deep/report.pdf')).toBe(false);
    expect(takes('regex:(?i)PORT', 'deep/report.pdf')).toBe(true);
    expect(takes('regex:\\.pdf$', 'a.pdf.txt')).toBe(false);
  });

  it('see the absolute path and the one inside the folder', () => {
    expect(takes('regex:^/home/me/', 'a.txt')).toBe(true);
    expect(takes('regex:^a\\.txt$', 'a.txt')).toBe(true);
    expect(takes('regex:^me/', 'a.txt')).toBe(false);
    expect(takes('regex:Inbox/sub/a', 'sub/a.txt')).toBe(true);
  });

  it('exclude as well', () => {
    const filter = filterOf({ exclude: ['regex:^\\d{4}-'] });
    expect(filter(file('2026-11.csv')).reason).toBe('Excluded by “regex:^\\d{4}-”.');
    expect(filter(file('x-2026-11.csv')).taken).toBe(true);
  });

  it('match bytes that are not UTF-8 by their own characters', () => {
    expect(takes('regex:^M\\x{EFE4}rz', 'M\uefe4rz.txt')).toBe(true);
    expect(takes('regex:^M.rz', 'M\uefe4rz.txt')).toBe(true);
  });

  it.each([
    ['regex:(a+)+$', `${'a'.repeat(50_000)}!`],
    ['regex:(x+x+)+y', 'x'.repeat(50_000)],
    ['regex:^(([a-z])+.)+[A-Z]([a-z])+$', 'a'.repeat(50_000)],
    ['*a*a*a*a*a*a*a*a*b', 'a'.repeat(50_000)],
    ['**/*a*a*a*a*a*a*a*b', 'a'.repeat(50_000)],
    ['{a,aa,aaa}*a*a*a*a*a*b', 'a'.repeat(50_000)],
  ])('take no longer on names made to be slow: %s', (line, name) => {
    const filter = filterOf({ exclude: [line] });
    const from = performance.now();
    expect(filter(file(name)).taken).toBe(true);
    expect(performance.now() - from).toBeLessThan(1_000);
  });
});

describe('what the filter says line by line', () => {
  const everything = {
    include: ['*.csv', 'scans/**', 'regex:^letters/'],
    exclude: ['test_*', 'regex:\\.bak$'],
    minBytes: 5,
    maxBytes: 1_000,
  };
  const files = [
    file('a.csv'),
    file('test_a.csv'),
    file('scans/2026/a.tif'),
    file('letters/a.txt'),
    file('other.txt'),
    file('letters/old.bak'),
    file('.hidden.csv'),
    file('a.csv.part'),
    file('a.csv', 4),
    file('a.csv', 1_001),
    { path: 'link.csv', size: 10, special: 'link' as const },
  ];

  it.each([settings(), settings(everything), settings({ ...everything, hidden: true, include: [] })])(
    'is what it decides',
    (wanted) => {
      const filter = fileFilter(wanted, ROOT);
      const explain = explainFilter(wanted, ROOT);
      for (const each of files) {
        const { verdict, lines } = explain(each);
        expect(verdict).toEqual(filter(each));
        expect(lines.filter(({ decides }) => decides)).toHaveLength(1);
        expect(lines.find(({ decides }) => decides)?.passes).toBe(verdict.taken);
        if (!verdict.taken) expect(lines.at(-1)?.decides).toBe(true);
      }
    },
  );

  it('names each line that was asked, with what the file has of it', () => {
    const { lines } = explainFilter(settings(everything), ROOT)(file('scans/2026/a.tif', 4));
    expect(lines.map(({ line, value, passes }) => `${passes ? '+' : '-'} ${line}: ${value}`)).toEqual([
      '+ ordinary files only: an ordinary file',
      '+ not in the built-in list: a.tif',
      '+ no hidden files: scans/2026/a.tif',
      '+ exclude “test_*”: a.tif',
      '+ exclude “regex:\\.bak$”: /home/me/Inbox/scans/2026/a.tif',
      '- include “*.csv”: a.tif',
      '+ include “scans/**”: scans/2026/a.tif',
      '+ at most 1.0 kB: 4 bytes',
      '- at least 5 bytes: 4 bytes',
    ]);
  });

  it('lets the line that chose a file decide', () => {
    const { lines } = explainFilter(settings(everything), ROOT)(file('letters/a.txt'));
    expect(lines.find(({ decides }) => decides)?.line).toBe('include “regex:^letters/”');
  });
});
