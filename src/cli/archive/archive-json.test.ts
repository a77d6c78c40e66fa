import { expect, it } from 'vitest';
import type { ArchiveEntry, ArchiveReport } from '../../shared/model/archive';
import { archiveJson } from './archive-json';
import { archiveLine, entryLines } from './entry-lines';

const entry = (changes: Partial<ArchiveEntry>): ArchiveEntry => ({
  ordinal: 0, path: 'a.txt', type: 'file', size: 1_500, compressedSize: 700, modified: Date.UTC(2026, 10, 22, 12), mode: 0o644, linkTarget: null,
  isEncrypted: false, method: 'Deflate', crc: '0000002a', comment: '', nameEncoding: 'utf-8', warnings: [], ...changes,
});
const REPORT: ArchiveReport = {
  kind: 'archive', type: 'zip', entryCount: 3, fileCount: 1, folderCount: 1, totalSize: 1_500, compressedSize: 900, compressionRatio: 0.6,
  isEncrypted: false, hasEncryptedNames: false, isSolid: false, volumeCount: 1, comment: '', nameSource: 'UTF-8', shares: [],
  entries: [
    entry({}),
    entry({ ordinal: 1, path: 'b', type: 'folder', size: 0, compressedSize: 0, crc: null }),
    entry({ ordinal: 2, path: 'c\u001b[2J', type: 'symlink', linkTarget: '/etc', isEncrypted: true, modified: null, warnings: [{ code: 'link', message: 'It is a link.' }] }),
  ],
};

it('prints the fields that other programs read', () => {
  const json = archiveJson(REPORT);
  expect(json).toMatchObject({ type: 'zip', fileCount: 1, totalSize: 1_500, compressedSize: 900, compressionRatio: 0.6 });
  expect(json).not.toHaveProperty('kind');
  const [file, folder, link] = [...(json['entries'] as Iterable<unknown>)] as Record<string, unknown>[];
  expect(file).toMatchObject({
    path: 'a.txt', size: 1_500, compressedSize: 700, modified: '2026-11-22T12:00:00.000Z', mode: 420, isDirectory: false, isLink: false, encrypted: false, crc: '0000002a', warnings: [],
  });
  expect(folder).toMatchObject({ isDirectory: true, isLink: false, crc: null });
  expect(link).toMatchObject({ isDirectory: false, isLink: true, encrypted: true, modified: null, linkTarget: '/etc', warnings: [{ code: 'link' }] });
});

it('prints a table for people that can’t steer the terminal', () => {
  const lines = [...entryLines(REPORT.entries ?? [])];
  expect(lines).toHaveLength(5);
  expect(lines[0]).toMatch(/^ +Size +Packed +Modified +Name$/);
  expect(lines[1]).toMatch(/^ +1\.5 kB +700 bytes +2026-11-2\d \d\d:\d\d {2}a\.txt$/);
  expect(lines[2]).toMatch(/ b\/$/);
  expect(lines[3]).toMatch(/ c\\u001b\[2J → \/etc {2}\(encrypted\)$/);
  expect(lines[4]).toBe('      ! It is a link.');
  expect([...entryLines([])]).toEqual([]);
});

it('says in one line what an archive is', () => {
  expect(archiveLine(REPORT)).toBe('zip, 1 file, 1 folder, 1.5 kB in 900 bytes (60 %)');
  expect(archiveLine({ ...REPORT, fileCount: 2_000, folderCount: 0, compressionRatio: null, isEncrypted: true })).toBe('zip, 2,000 files, 1.5 kB in 900 bytes, encrypted');
});
