import { describe, expect, it } from 'vitest';
import { folderSettingsSchema } from '../../../shared/model/folder';
import { fileFilter } from './file-filter';

const settings = (patch: object = {}) => folderSettingsSchema.parse({ name: 'Inbox', ...patch });
const file = (path: string, size = 10) => ({ path, size, special: null });

describe('the filter of a folder', () => {
  it('takes every ordinary file by default', () => {
    expect(fileFilter(settings())(file('a/b/report.pdf')).taken).toBe(true);
  });

  it.each(['.DS_Store', '~$Letter.docx', 'film.mp4.part', 'x.CRDOWNLOAD', 'orders.csv.lock', '._a.jpg'])(
    'leaves %s alone and names the line',
    (name) => {
      const verdict = fileFilter(settings({ hidden: true }))(file(`sub/${name}`));
      expect(verdict.taken).toBe(false);
      expect(verdict.reason).toMatch(/^Built-in list: “.+”/);
    },
  );

  it('leaves hidden files alone, also in hidden folders, unless asked', () => {
    expect(fileFilter(settings())(file('.secret')).taken).toBe(false);
    expect(fileFilter(settings())(file('.cache/a.txt')).taken).toBe(false);
    expect(fileFilter(settings({ hidden: true }))(file('.cache/a.txt')).taken).toBe(true);
  });

  it('matches a pattern without a slash against the name, one with a slash against the path', () => {
    const filter = fileFilter(settings({ include: ['*.pdf', 'scans/**/*.tif'] }));
    expect(filter(file('deep/down/A.PDF')).taken).toBe(true);
    expect(filter(file('scans/2026/11/x.tif')).taken).toBe(true);
    expect(filter(file('other/x.tif')).taken).toBe(false);
  });

  it('lets an exclude win over an include and names it', () => {
    const filter = fileFilter(settings({ include: ['*.csv'], exclude: ['test_*'] }));
    expect(filter(file('test_orders.csv'))).toEqual({ taken: false, reason: 'Excluded by “test_*”.' });
  });

  it('says the sizes when a file is too large or too small', () => {
    expect(fileFilter(settings({ maxBytes: 2_000_000_000 }))(file('a.iso', 5_368_709_120)).reason).toBe(
      'It has 5.4 GB; the folder takes at most 2.0 GB.',
    );
    expect(fileFilter(settings({ minBytes: 100 }))(file('a.txt', 1)).reason).toMatch(/at least 100 bytes/);
  });

  it('never opens what is no file', () => {
    for (const special of ['link', 'fifo', 'socket', 'device'] as const) {
      expect(fileFilter(settings())({ path: 'x', size: 0, special }).taken).toBe(false);
    }
  });
});
