import type { OpenFile } from '../kit/open-file';
import { isSevenZipType, type SevenZipTypeName } from './seven-zip/seven-zip-types';
import { STREAM_TYPES, type StreamType } from './seven-zip/decompress';
import { EMPTY_TAR_BYTES, isTarHeader } from './tar/tar-block';

export type ArchiveType = 'zip' | 'tar' | 'gz' | StreamType | SevenZipTypeName;

const BY_MIME: Record<string, ArchiveType> = {
  'application/zip': 'zip',
  'application/java-archive': 'zip',
  'application/vnd.android.package-archive': 'zip',
  'application/epub+zip': 'zip',
  'application/x-7z-compressed': '7z',
  'application/vnd.rar': 'rar',
  'application/x-rar-compressed': 'rar',
  'application/x-tar': 'tar',
  'application/gzip': 'gz',
  'application/x-bzip2': 'bz2',
  'application/x-xz': 'xz',
  'application/zstd': 'zst',
  'application/x-lz4': 'lz4',
  'application/x-lzip': 'lz',
  'application/x-lzma': 'lzma',
  'application/x-compress': 'Z',
  'application/vnd.ms-cab-compressed': 'cab',
  'application/x-unix-archive': 'ar',
  'application/x-cpio': 'cpio',
  'application/vnd.debian.binary-package': 'deb',
  'application/x-deb': 'deb',
  'application/x-rpm': 'rpm',
  'application/x-iso9660-image': 'iso',
  'application/x-apple-diskimage': 'dmg',
  'application/x-ms-wim': 'wim',
  'application/x-squashfs': 'squashfs',
  'application/vnd.squashfs': 'squashfs',
  'application/x-xar': 'xar',
  'application/x-arj': 'arj',
  'application/x-lzh-compressed': 'lzh',
  'application/x-lha': 'lzh',
  'application/vnd.ms-htmlhelp': 'chm',
};
/** Documents that are ZIP files inside: archives only for who asks for it. */
const ZIP_DOCUMENTS = /^application\/vnd\.(openxmlformats-officedocument|oasis\.opendocument|ms-\w+\.\w+\.macroenabled)/;
const PROGRAMS = new Set(['application/x-msdownload', 'application/x-elf', 'application/x-mach-binary', 'application/x-sh', 'text/x-shellscript']);
/** Signatures that are told by the first bytes, should the type not have been recognised by them. */
const BY_SIGNATURE: [signature: string, type: ArchiveType][] = [
  ['PK\x03\x04', 'zip'],
  ['PK\x05\x06', 'zip'],
  ['PK\x07\x08', 'zip'],
  ['PK00PK\x03\x04', 'zip'],
  ['7z\xbc\xaf\x27\x1c', '7z'],
  ['Rar!\x1a\x07', 'rar'],
  ['\x1f\x8b\x08', 'gz'],
  ['BZh', 'bz2'],
  ['\xfd7zXZ\0', 'xz'],
  ['\x28\xb5\x2f\xfd', 'zst'],
  ['\x04\x22\x4d\x18', 'lz4'],
  ['LZIP', 'lz'],
  ['\x1f\x9d', 'Z'],
  ['MSCF', 'cab'],
  ['!<arch>\n', 'ar'],
  ['\xed\xab\xee\xdb', 'rpm'],
  ['070701', 'cpio'],
  ['070702', 'cpio'],
  ['070707', 'cpio'],
];
/** In programs that unpack themselves the archive begins behind the program. */
const SEARCHED_BYTES = 4 * 1024 * 1024;
/** A disk image of macOS says so at its end. */
const DMG_TRAILER_BYTES = 512;
const END_OF_ZIP_BYTES = 22 + 0xffff;

/**
 * What kind of archive a file is, by its bytes and what was recognised from them, never by its name; null for none. Also
 * says so of documents that are ZIP files, and of programs with an archive behind them: whether they are to be opened as
 * such is for the caller.
 */
export async function archiveType(
  file: OpenFile,
  recognised: { readonly name: string; readonly mime: string },
): Promise<ArchiveType | null> {
  const known = BY_MIME[recognised.mime];
  if (known) return known;
  if (ZIP_DOCUMENTS.test(recognised.mime)) return 'zip';
  const head = await file.readRange(0, 512);
  const text = head.toString('latin1');
  const signed = BY_SIGNATURE.find(([signature]) => text.startsWith(signature))?.[1];
  if (signed) return signed;
  if (isTarHeader(head)) return 'tar';
  if ((await file.readRange(Math.max(0, file.size - DMG_TRAILER_BYTES), 4)).toString('latin1') === 'koly') return 'dmg';
  if (EMPTY_TAR_BYTES.has(file.size) && (await file.readRange(0, file.size)).every((byte) => byte === 0)) return 'tar';
  return PROGRAMS.has(recognised.mime) || text.startsWith('MZ') || (await endsAsZip(file)) ? behindProgram(file) : null;
}

export function isStreamType(type: ArchiveType): type is StreamType {
  return (STREAM_TYPES as readonly string[]).includes(type);
}

/** Whether 7-Zip reads it. */
export function isForSevenZip(type: ArchiveType): type is SevenZipTypeName {
  return type !== 'zip' && type !== 'tar' && isSevenZipType(type);
}

async function behindProgram(file: OpenFile): Promise<ArchiveType | null> {
  if (await endsAsZip(file)) return 'zip';
  const beginning = await file.readRange(0, SEARCHED_BYTES);
  if (beginning.includes('7z\xbc\xaf\x27\x1c', 0, 'latin1')) return '7z';
  return beginning.includes('Rar!\x1a\x07', 0, 'latin1') ? 'rar' : null;
}

async function endsAsZip(file: OpenFile): Promise<boolean> {
  const from = Math.max(0, file.size - END_OF_ZIP_BYTES);
  const tail = await file.readRange(from, END_OF_ZIP_BYTES);
  const at = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  return at >= 0 && at + 22 <= tail.length;
}
