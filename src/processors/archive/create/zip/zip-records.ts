import { dosTime } from './dos-time';

export const STORED = 0;
export const DEFLATED = 8;
/** The method told in the headers of an encrypted entry; the real one stands in its extra field. */
const AES_METHOD = 99;
const MOST_32 = 0xffff_ffff;
const MOST_16 = 0xffff;
const MADE_BY_UNIX = 3 << 8;
const IS_ENCRYPTED = 1;
const NAME_IS_UTF8 = 0x800;
const UNIX_FILE = 0o100_000;
const UNIX_FOLDER = 0o040_000;
const DOS_FOLDER = 0x10;
/** Packing adds less than this to what can't be packed. */
const ROOM = 0x1000_0000;

/** An entry as its headers tell it (APPNOTE 6.3.10). */
export interface ZipEntry {
  /** With `/` at the end for a folder. */
  name: Buffer;
  isUtf8: boolean;
  isFolder: boolean;
  /** Permission bits. */
  mode: number;
  /** Null for the fixed time of reproducible archives. */
  mtimeMs: number | null;
  method: number;
  crc: number;
  /** Unpacked; known before anything is written. */
  size: number;
  /** In the archive, with what encryption adds. */
  packedSize: number;
  /** Of its local header. */
  offset: number;
  isEncrypted: boolean;
}

/** What stands before the bytes of an entry. Its length does not depend on `crc`, `method` and `packedSize`. */
export function localHeader(entry: ZipEntry): Buffer {
  const isLarge = entry.size > MOST_32 - ROOM;
  const extra = Buffer.concat([...(isLarge ? [largeField([entry.size, entry.packedSize])] : []), ...commonFields(entry)]);
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  writeCommon(head, 4, entry, isLarge);
  head.writeUInt32LE(isLarge ? MOST_32 : entry.packedSize, 18);
  head.writeUInt32LE(isLarge ? MOST_32 : entry.size, 22);
  head.writeUInt16LE(entry.name.length, 26);
  head.writeUInt16LE(extra.length, 28);
  return Buffer.concat([head, entry.name, extra]);
}

/** Its line in the directory. */
export function directoryLine(entry: ZipEntry): Buffer {
  const large = [entry.size, entry.packedSize, entry.offset].filter((value) => value >= MOST_32);
  const extra = Buffer.concat([...(large.length > 0 ? [largeField(large)] : []), ...commonFields(entry)]);
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(MADE_BY_UNIX | 63, 4);
  writeCommon(head, 6, entry, large.length > 0 || entry.size > MOST_32 - ROOM);
  head.writeUInt32LE(Math.min(MOST_32, entry.packedSize), 20);
  head.writeUInt32LE(Math.min(MOST_32, entry.size), 24);
  head.writeUInt16LE(entry.name.length, 28);
  head.writeUInt16LE(extra.length, 30);
  const unix = ((entry.isFolder ? UNIX_FOLDER : UNIX_FILE) | entry.mode) * 0x1_0000;
  head.writeUInt32LE(unix + (entry.isFolder ? DOS_FOLDER : 0), 38);
  head.writeUInt32LE(Math.min(MOST_32, entry.offset), 42);
  return Buffer.concat([head, entry.name, extra]);
}

/** What stands behind the directory. */
export function directoryEnd(entries: number, offset: number, length: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(MOST_16, entries), 8);
  end.writeUInt16LE(Math.min(MOST_16, entries), 10);
  end.writeUInt32LE(Math.min(MOST_32, length), 12);
  end.writeUInt32LE(Math.min(MOST_32, offset), 16);
  const isLarge = entries >= MOST_16 || length >= MOST_32 || offset >= MOST_32;
  return isLarge ? Buffer.concat([largeEnd(entries, offset, length), end]) : end;
}

function largeEnd(entries: number, offset: number, length: number): Buffer {
  const record = Buffer.alloc(76);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeUInt16LE(MADE_BY_UNIX | 63, 12);
  record.writeUInt16LE(45, 14);
  record.writeBigUInt64LE(BigInt(entries), 24);
  record.writeBigUInt64LE(BigInt(entries), 32);
  record.writeBigUInt64LE(BigInt(length), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  // Where the record before this one stands.
  record.writeUInt32LE(0x07064b50, 56);
  record.writeBigUInt64LE(BigInt(offset + length), 64);
  record.writeUInt32LE(1, 72);
  return record;
}

/** Version needed, flags, method, time and checksum: the same in both headers. */
function writeCommon(head: Buffer, at: number, entry: ZipEntry, isLarge: boolean): void {
  head.writeUInt16LE(entry.isEncrypted ? 51 : isLarge ? 45 : 20, at);
  head.writeUInt16LE((entry.isEncrypted ? IS_ENCRYPTED : 0) | (entry.isUtf8 ? NAME_IS_UTF8 : 0), at + 2);
  head.writeUInt16LE(entry.isEncrypted ? AES_METHOD : entry.method, at + 4);
  head.writeUInt32LE(dosTime(entry.mtimeMs), at + 6);
  // AE-2 leaves it out: it would tell something of what is inside.
  head.writeUInt32LE(entry.isEncrypted ? 0 : entry.crc, at + 10);
}

function commonFields({ mtimeMs, isEncrypted, method }: ZipEntry): Buffer[] {
  const seconds = mtimeMs === null ? null : Math.floor(mtimeMs / 1_000);
  const fields: Buffer[] = [];
  if (seconds !== null && seconds === (seconds | 0)) {
    const time = Buffer.alloc(5);
    time.writeUInt8(1, 0);
    time.writeInt32LE(seconds, 1);
    fields.push(field(0x5455, time));
  }
  if (isEncrypted) {
    const aes = Buffer.from([2, 0, 0x41, 0x45, 3, 0, 0]);
    aes.writeUInt16LE(method, 5);
    fields.push(field(0x9901, aes));
  }
  return fields;
}

function largeField(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(8 * values.length);
  for (const [index, value] of values.entries()) bytes.writeBigUInt64LE(BigInt(value), 8 * index);
  return field(0x0001, bytes);
}

function field(id: number, bytes: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(id, 0);
  head.writeUInt16LE(bytes.length, 2);
  return Buffer.concat([head, bytes]);
}
