import { describe, expect, it } from 'vitest';
import { dosTime } from './dos-time';
import { directoryEnd, directoryLine, localHeader, type ZipEntry } from './zip-records';

const entry = (changes: Partial<ZipEntry> = {}): ZipEntry => ({
  name: Buffer.from('a'), isUtf8: true, isFolder: false, mode: 0o640, mtimeMs: null, method: 8, crc: 0x1234_5678, size: 10, packedSize: 5, offset: 0, isEncrypted: false, ...changes,
});
const GB = 2 ** 30;

describe('headers', () => {
  it('have their length from the start, so that they can be written again', () => {
    for (const size of [0, 10, 4 * GB - 1, 5 * GB]) {
      const early = localHeader(entry({ size, packedSize: 0, crc: 0, method: 0, isEncrypted: size === 10 }));
      expect(localHeader(entry({ size, packedSize: size, isEncrypted: size === 10 }))).toHaveLength(early.length);
    }
  });

  it('keep sizes of more than four gigabytes in a field of their own', () => {
    const header = localHeader(entry({ size: 5 * GB, packedSize: 6 * GB }));
    expect(header.readUInt32LE(18)).toBe(0xffff_ffff);
    expect([header.readUInt16LE(31), header.readBigUInt64LE(35), header.readBigUInt64LE(43)]).toEqual([1, BigInt(5 * GB), BigInt(6 * GB)]);
    const line = directoryLine(entry({ offset: 7 * GB }));
    expect([line.readUInt32LE(24), line.readUInt32LE(42), line.readUInt16LE(47), line.readBigUInt64LE(51)]).toEqual([10, 0xffff_ffff, 1, BigInt(7 * GB)]);
  });

  it('tell the rights of Unix', () => {
    expect(directoryLine(entry()).readUInt32LE(38) >>> 16).toBe(0o100_640);
    expect(directoryLine(entry({ isFolder: true, mode: 0o755 })).readUInt32LE(38)).toBe(0o040_755 * 0x1_0000 + 0x10);
  });

  it('of an encrypted entry tell neither its checksum nor its method', () => {
    const line = directoryLine(entry({ isEncrypted: true }));
    expect([line.readUInt16LE(8) & 1, line.readUInt16LE(10), line.readUInt32LE(16)]).toEqual([1, 99, 0]);
  });
});

describe('the end of the directory', () => {
  it('is short where that does', () => {
    expect(directoryEnd(65_534, 100, 200)).toHaveLength(22);
  });

  it.each([[65_535, 0, 0], [1, 5 * GB, 0], [1, 0, 5 * GB]])('is long for %i entries at %i with %i bytes', (entries, offset, length) => {
    const end = directoryEnd(entries, offset, length);
    expect(end).toHaveLength(98);
    expect([end.readBigUInt64LE(32), end.readBigUInt64LE(40), end.readBigUInt64LE(48), end.readBigUInt64LE(64)]).toEqual([BigInt(entries), BigInt(length), BigInt(offset), BigInt(offset + length)]);
  });
});

it('keeps times within what ZIP knows', () => {
  expect(dosTime(null)).toBe(0x0021_0000);
  expect(dosTime(0)).toBe(0x0021_0000);
  expect(dosTime(new Date(2026, 10, 22, 13, 45, 59).getTime())).toBe(((46 << 9) | (11 << 5) | 22) * 0x1_0000 + ((13 << 11) | (45 << 5) | 29));
  expect(dosTime(new Date(2300, 0, 1).getTime()) >>> 25).toBe(127);
});
