import { afterAll, describe, expect, it } from 'vitest';
import type { ArchiveEntry } from '../../../shared/model/archive';
import { expectKind, Fixture } from '../../kit/fixture.test-kit';
import { makeZip } from '../../kit/zip.test-kit';
import { fakeEntry } from '../unpack/fake-archive.test-kit';
import { sharesOf } from './shares';
import { summariseWarnings } from './summarise-warnings';

const fixture = new Fixture();
afterAll(() => fixture.remove());

describe('the report of an archive', () => {
  it('counts and lists what is inside, and search finds it by name', async () => {
    const { processor, report, text, warnings } = await fixture.read('a.zip', makeZip({ 'd/a.txt': 'x'.repeat(1000), 'b.TXT': 'y', 'c.jpg': 'z' }));
    expect(processor).toBe('archive');
    expect(text).toBe('d/a.txt\nb.TXT\nc.jpg');
    expect(warnings).toEqual([]);
    const archive = expectKind(report, 'archive');
    expect(archive).toMatchObject({ type: 'zip', entryCount: 3, fileCount: 3, totalSize: 1002, isEncrypted: false, volumeCount: 1 });
    expect(archive.compressionRatio).toBeCloseTo(archive.compressedSize / 1002);
    expect(archive.shares).toMatchObject([{ extension: 'txt', files: 2, size: 1001 }, { extension: 'jpg', files: 1, size: 1 }]);
    expect(archive.entries?.map(({ path, size }) => [path, size])).toEqual([['d/a.txt', 1000], ['b.TXT', 1], ['c.jpg', 1]]);
  });

  it('says of each entry what unpacking would do with it, and once for all what people should know', async () => {
    const { report, warnings } = await fixture.read('traps.zip', makeZip({ '../up': 'x', '/etc/x': 'x', con: 'x', CON: 'x', fine: 'x' }));
    const codes = expectKind(report, 'archive').entries?.map((entry) => entry.warnings.map(({ code }) => code));
    expect(codes).toEqual([['traversal'], ['absolutePath'], ['illegalName'], ['illegalName', 'caseClash'], []]);
    expect(warnings).toContain('One entry leads out of the archive by “..” and is never unpacked: “../up”.');
    expect(warnings).toContain('2 entries have names that Windows does not take, “con” for one.');
  });

  it('says no size where the archive says none', async () => {
    const { report } = await fixture.read('a.bz2', Buffer.from('QlpoOTFBWSZTWU7s6DYAAAJRgAAQQAAGRJCAIAAxBkxBAaeppYC7lDH4u5IpwoSCd2dBsA==', 'base64'));
    expect(expectKind(report, 'archive')).toMatchObject({ type: 'bz2', fileCount: 1, totalSize: null, compressionRatio: null });
  });

  it('is an error for what can’t be opened at all', async () => {
    await expect(fixture.read('cut.zip', makeZip({ a: 'x'.repeat(100) }).subarray(0, 10))).rejects.toMatchObject({ code: 'file.damaged' });
  });
});

describe('the chart', () => {
  const entry = (path: string, size: number, compressedSize: number | null): ArchiveEntry => fakeEntry({ path, size, compressedSize });

  it('keeps twenty lines however many endings there are', () => {
    const shares = sharesOf(Array.from({ length: 50 }, (_, index) => entry(`x.e${index}`, index, index)));
    expect(shares).toHaveLength(20);
    expect(shares[0]).toEqual({ extension: 'e49', files: 1, size: 49, compressedSize: 49 });
    expect(shares.at(-1)).toEqual({ extension: '…', files: 31, size: 465, compressedSize: 465 });
  });

  it('does not guess packed sizes', () => {
    expect(sharesOf([entry('a.txt', 5, 1), entry('b.txt', 5, null), entry('.hidden', 1, 1), entry('Makefile', 2, 2)])).toEqual([
      { extension: 'txt', files: 2, size: 10, compressedSize: null },
      { extension: '', files: 2, size: 3, compressedSize: 3 },
    ]);
  });
});

it('warnings stay few', () => {
  const many = Array.from({ length: 1000 }, (_, index) => fakeEntry({ path: `${index}`, warnings: [{ code: 'overlap', message: 'x' }, { code: 'ratio', message: 'x' }] }));
  expect(summariseWarnings(['Its end is missing.'], many)).toEqual([
    'Its end is missing.',
    expect.stringMatching(/^1,000 entries unpack to far more .+, “0” for one\.$/),
    expect.stringMatching(/^1,000 entries share their bytes .+, “0” for one\.$/),
  ]);
  expect(summariseWarnings(Array.from({ length: 100 }, (_, index) => `${index}.`), [])).toHaveLength(20);
});
