import { tarNumber } from './tar-number';

/** Where the stored bytes of a file with holes belong: pairs of offset and length, ascending. */
export type SparseMap = number[];

/** More pieces are no file. */
export const MAX_SPARSE_NUMBERS = 400_000;

/** Whether the pieces lie one after another within the file, and together are as long as what is stored. */
export function isSoundMap(map: SparseMap, size: number, storedBytes: number): boolean {
  let reached = 0;
  let stored = 0;
  for (let i = 0; i < map.length; i += 2) {
    const offset = map[i] as number;
    const length = map[i + 1] as number;
    if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || offset < reached || length < 0) return false;
    reached = offset + length;
    stored += length;
  }
  return map.length % 2 === 0 && reached <= size && stored === storedBytes;
}

/** The pairs in an old GNU header (four at 386) or in a block behind it (21 from its beginning). */
export function oldSparsePairs(block: Buffer, at: number, count: number): SparseMap {
  const map: SparseMap = [];
  for (let i = 0; i < count; i += 1) {
    const from = at + i * 24;
    if (block[from] === 0) break;
    map.push(tarNumber(block, from, from + 12), tarNumber(block, from + 12, from + 24));
  }
  return map;
}

/** "0,512,4096,512" of the pax format 0.1. */
export function listedSparsePairs(text: string): SparseMap {
  return text === '' ? [] : text.split(',', MAX_SPARSE_NUMBERS).map(Number);
}
