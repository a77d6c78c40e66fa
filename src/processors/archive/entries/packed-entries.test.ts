import { expect, it } from 'vitest';
import type { ArchiveEntry } from '../../../shared/model/archive';
import { fakeEntry } from '../unpack/fake-archive.test-kit';
import { ByteRows } from './byte-rows';
import { PackedEntries } from './packed-entries';

it('keeps rows of any length, however many they are', () => {
  const rows = new ByteRows();
  const texts = Array.from({ length: 2_000 }, (_, i) => `${i}`.repeat(i % 40)).concat('long '.repeat(200_000), '', 'after it');
  for (const text of texts) rows.addText(text);
  expect(rows.length).toBe(texts.length);
  expect(texts.every((text, i) => rows.at(i).toString() === text)).toBe(true);
});

it('gives entries as they were', () => {
  const said: ArchiveEntry[] = [
    fakeEntry({ path: 'plain.txt', modified: 1_234.5, mode: 0o4755, crc: '0000002a', comment: 'said “so”\n' }, 0),
    fakeEntry({ path: 'odd \uef80 \ud800 日本', size: null, compressedSize: 2 ** 50, isEncrypted: true, warnings: [{ code: 'strangeName', message: 'Odd.' }] }, 1),
    fakeEntry({ path: '', type: 'symlink', linkTarget: '../x' }, 2),
  ];
  const packed = new PackedEntries();
  for (const entry of said) packed.add(entry);
  expect([...packed]).toEqual(said);
  expect(packed.at(1)).toEqual(said[1]);
  expect([packed.at(3), packed.at(-1)]).toEqual([undefined, undefined]);
});
