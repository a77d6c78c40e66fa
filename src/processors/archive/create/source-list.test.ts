import { expect, it } from 'vitest';
import { RowPacker } from '../../../base/packed-rows';
import { fromNameBytes } from '../../../base/byte-name';
import type { PackSource } from '../../../shared/model/packing';
import { sourceList } from './source-list';

const source = (name: string, size: number): PackSource => ({ path: `/in/${name}`, name, isFolder: size === 0, size, mtimeMs: 1_700_000_000_000.25, mode: 0o640 });
const listed = (names: readonly string[], isSorted: boolean) => sourceList(RowPacker.of(names.map((name, size) => source(name, size))).packed(), isSorted);

it('gives each source as it came, as often as it is asked', () => {
  const list = listed(['b', 'a/ü', 'a'], false);
  const given = [source('b', 0), source('a/ü', 1), source('a', 2)];
  expect([...list]).toEqual(given);
  expect([...list]).toEqual(given);
  expect(list.totalBytes).toBe(3);
});

it('sorts by the bytes of names, also of those that are no text', () => {
  // U+FF5E comes before U+1F600 in bytes, behind it in UTF-16; a lone byte 0xE9 lies between two-byte and three-byte letters.
  const names = ['\u{1F600}', '\uff5e', 'b', fromNameBytes(Buffer.from([0xe9])), 'B', 'é'];
  const list = listed(names, true);
  const sorted = ['B', 'b', 'é', fromNameBytes(Buffer.from([0xe9])), '\uff5e', '\u{1F600}'];
  expect([...list].map(({ name }) => name)).toEqual(sorted);
  expect([...list].map(({ name }) => name)).toEqual(sorted);
});
