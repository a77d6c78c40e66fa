import type { ArchiveEntry, EntryType, EntryWarning } from '../../../shared/model/archive';
import { fromNameBytes } from '../../../base/byte-name';
import { tarNumber } from './tar-number';
import { t } from '../../../shared/words/words';

/** What pax and GNU headers said about the entry that follows them. */
export interface Overrides {
  path: Buffer | null;
  linkPath: Buffer | null;
  size: number | null;
  /** Milliseconds since 1970. */
  modified: number | null;
}

export const NO_OVERRIDES: Overrides = { path: null, linkPath: null, size: null, modified: null };

const BEYOND_ASCII = /[^\0-\x7f]/;
const ESCAPED_BYTE = /[\uef80-\uefff]/;

/** Bytes of data behind a header, as it says; NaN where that is no number. */
export function dataBytes(block: Buffer): number {
  const size = tarNumber(block, 124, 136);
  return size >= 0 ? size : NaN;
}

function entryType(flag: number, path: string): EntryType {
  switch (String.fromCharCode(flag)) {
    case '1':
      return 'hardlink';
    case '2':
      return 'symlink';
    case '3':
    case '4':
    case '6':
      return 'special';
    case '5':
    case 'D':
      return 'folder';
    default:
      return path.endsWith('/') ? 'folder' : 'file';
  }
}

/** The entry of a header. `size` is null but for files; nothing is made harmless. */
export function toEntry(block: Buffer, ordinal: number, overrides: Overrides): ArchiveEntry {
  const { text: path, encoding } = decode(overrides.path ?? pathOf(block));
  const type = entryType(block[156] as number, path);
  const warnings: EntryWarning[] = [];
  if (encoding === 'binary') warnings.push({ code: 'strangeName', message: t('Its name is no text in UTF-8.') });
  const isLink = type === 'symlink' || type === 'hardlink';
  const mode = tarNumber(block, 100, 108);
  const seconds = tarNumber(block, 136, 148);
  return {
    ordinal,
    path: type === 'folder' ? withoutSlashes(path) : path,
    type,
    size: type === 'file' ? (overrides.size ?? dataBytes(block)) : 0,
    compressedSize: null,
    modified: overrides.modified ?? inTime(seconds * 1000),
    mode: mode >= 0 ? mode % 0o10000 : null,
    linkTarget: isLink ? decode(overrides.linkPath ?? field(block, 157, 257)).text : null,
    isEncrypted: false,
    method: '',
    crc: null,
    comment: '',
    nameEncoding: encoding,
    warnings,
  };
}

/** Null for what no clock shows. */
export function inTime(milliseconds: number): number | null {
  return Math.abs(milliseconds) <= 8.64e15 ? Math.floor(milliseconds) : null;
}

function pathOf(block: Buffer): Buffer {
  const name = field(block, 0, 100);
  // "ustar\0": what is there in GNU's own headers ("ustar  ") is something else.
  if (block.toString('latin1', 257, 263) !== 'ustar\0' || block[345] === 0) return name;
  const isStar = block.toString('latin1', 508, 512) === 'tar\0';
  return Buffer.concat([field(block, 345, isStar ? 476 : 500), Buffer.from('/'), name]);
}

function field(block: Buffer, from: number, to: number): Buffer {
  let end = from;
  while (end < to && block[end] !== 0) end += 1;
  return block.subarray(from, end);
}

function decode(name: Buffer): { text: string; encoding: string } {
  const latin = name.toString('latin1', 0, name.length);
  if (!BEYOND_ASCII.test(latin)) return { text: latin, encoding: 'ascii' };
  const text = fromNameBytes(name);
  return { text, encoding: ESCAPED_BYTE.test(text) ? 'binary' : 'utf-8' };
}

function withoutSlashes(path: string): string {
  let end = path.length;
  while (end > 1 && path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
}
