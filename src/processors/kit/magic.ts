import { packedStart } from './skippable-frames';

/** Enough bytes for every signature below, for file-type and for judging whether a file is text. */
export const HEAD_BYTES = 64 * 1024;

const ascii = (head: Buffer, at: number, text: string): boolean =>
  head.length >= at + text.length && head.toString('latin1', at, at + text.length) === text;

/** First bytes that can belong to one kind of file only; the everyday ones, so that file-type need not be loaded. */
const SIGNATURES: [at: number, bytes: string, mime: string][] = [
  [0, '%PDF-', 'application/pdf'],
  [0, '\xff\xd8\xff', 'image/jpeg'],
  [0, '\x89PNG\r\n\x1a\n', 'image/png'],
  [0, 'GIF87a', 'image/gif'],
  [0, 'GIF89a', 'image/gif'],
  [0, 'II*\0', 'image/tiff'],
  [0, 'MM\0*', 'image/tiff'],
  [0, 'II+\0', 'image/tiff'],
  [0, 'MM\0+', 'image/tiff'],
  [0, '8BPS', 'image/vnd.adobe.photoshop'],
  [0, '7z\xbc\xaf\x27\x1c', 'application/x-7z-compressed'],
  [0, 'Rar!\x1a\x07', 'application/vnd.rar'],
  [0, '\x1f\x8b\x08', 'application/gzip'],
  [0, 'BZh', 'application/x-bzip2'],
  [0, '\xfd7zXZ\0', 'application/x-xz'],
  [0, '\x28\xb5\x2f\xfd', 'application/zstd'],
  [0, '\x04\x22\x4d\x18', 'application/x-lz4'],
  [0, '\x02\x21\x4c\x18', 'application/x-lz4'],
  [0, 'LZIP', 'application/x-lzip'],
  [0, '\x1f\x9d', 'application/x-compress'],
  [257, 'ustar', 'application/x-tar'],
  [0, 'MSCF\0\0\0\0', 'application/vnd.ms-cab-compressed'],
  [0, '!<arch>\n', 'application/x-unix-archive'],
  [0, '\xed\xab\xee\xdb', 'application/x-rpm'],
  [0, 'MSWIM\0\0\0', 'application/x-ms-wim'],
  [0, 'hsqs', 'application/x-squashfs'],
  [0, 'sqsh', 'application/x-squashfs'],
  [0, 'xar!\0', 'application/x-xar'],
  [0, 'ITSF\x03\0\0\0', 'application/vnd.ms-htmlhelp'],
  [0, '07070', 'application/x-cpio'],
  [2, '-l', 'application/x-lzh-compressed'],
  [0, '\x60\xea', 'application/x-arj'],
  [32_769, 'CD001', 'application/x-iso9660-image'],
  [32_769, 'BEA01', 'application/x-iso9660-image'],
  [0, '\x7fELF', 'application/x-elf'],
  [0, '\xcf\xfa\xed\xfe', 'application/x-mach-binary'],
  [0, '\0asm', 'application/wasm'],
  [0, 'SQLite format 3\0', 'application/x-sqlite3'],
  [0, '{\\rtf', 'application/rtf'],
  [0, '%!PS', 'application/postscript'],
  [0, 'fLaC', 'audio/flac'],
  [0, 'OggS', 'audio/ogg'],
  [0, 'ID3', 'audio/mpeg'],
  [0, '\x1aE\xdf\xa3', 'video/x-matroska'],
];

const CONTAINERS_BY_BRAND: [brands: RegExp, mime: string][] = [
  [/^(avif|avis)/, 'image/avif'],
  [/^(heic|heix|heim|heis|hevc|hevx)/, 'image/heic'],
  [/^(mif1|msf1)/, 'image/heif'],
  [/^qt {2}/, 'video/quicktime'],
  [/^(M4A |M4B |M4P )/, 'audio/mp4'],
  [/^(isom|iso[2-9]|mp4[12]|avc1|dash|M4V |3gp|mmp4|MSNV|NDS)/, 'video/mp4'],
];

/** The media type told by the first bytes, or null. ZIP and OLE containers are told apart elsewhere. */
export function sniffMagic(head: Buffer): string | null {
  for (const [at, bytes, mime] of SIGNATURES) {
    const refined = ascii(head, at, bytes) ? refine(head, mime) : null;
    if (refined !== null) return refined;
  }
  if (isZip(head)) return 'application/zip';
  if (isOle(head)) return 'application/x-cfb';
  if (ascii(head, 0, 'RIFF')) {
    if (ascii(head, 8, 'WEBP')) return 'image/webp';
    if (ascii(head, 8, 'WAVE')) return 'audio/wav';
    if (ascii(head, 8, 'AVI ')) return 'video/vnd.avi';
  }
  if (ascii(head, 4, 'ftyp') && head.length >= 12) {
    const brand = head.toString('latin1', 8, 12);
    for (const [pattern, mime] of CONTAINERS_BY_BRAND) if (pattern.test(brand)) return mime;
  }
  if (isBitmap(head)) return 'image/bmp';
  if (ascii(head, 0, 'MZ') && isWindowsProgram(head)) return 'application/x-msdownload';
  const packed = packedStart(head);
  if (packed > 0) return ascii(head, packed, '\x28\xb5\x2f\xfd') ? 'application/zstd' : ascii(head, packed, '\x04\x22\x4d\x18') ? 'application/x-lz4' : null;
  if (isLzmaAlone(head)) return 'application/x-lzma';
  if (isTarWithoutMagic(head)) return 'application/x-tar';
  return null;
}

export const isZip = (head: Buffer): boolean =>
  ascii(head, 0, 'PK\x03\x04') || ascii(head, 0, 'PK\x05\x06') || ascii(head, 0, 'PK\x07\x08PK\x03\x04');

export const isOle = (head: Buffer): boolean => ascii(head, 0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1');

function refine(head: Buffer, mime: string): string | null {
  if (mime === 'application/x-bzip2') return /^[1-9]1AY&SY/.test(head.toString('latin1', 3, 10)) ? mime : null;
  if (mime === 'video/x-matroska') return head.subarray(0, 64).includes('webm') ? 'video/webm' : mime;
  if (mime === 'audio/ogg') return head.subarray(0, 64).includes('OpusHead') ? 'audio/opus' : mime;
  if (mime === 'audio/mpeg') return (head[3] ?? 0xff) < 0x10 ? mime : null;
  return SHORT_SIGNATURES[mime]?.(head) === false ? null : refineArchive(head, mime);
}

/** A Debian package is an ar archive with a first entry of this name. */
function refineArchive(head: Buffer, mime: string): string {
  if (mime === 'application/x-unix-archive' && ascii(head, 8, 'debian-binary')) return 'application/vnd.debian.binary-package';
  return mime;
}

/** What few bytes begin must go on as its format does. */
const SHORT_SIGNATURES: Record<string, (head: Buffer) => boolean> = {
  'application/x-lzip': (head) => (head[4] ?? 9) <= 1,
  // Nine to sixteen bits a code; the bits between stay clear.
  'application/x-compress': (head) => head.length > 4 && [9, 10, 11, 12, 13, 14, 15, 16].includes((head[2] ?? 0) & 0x7f),
  'application/x-squashfs': (head) => head.length >= 96 && [1, 2, 3, 4].includes(ascii(head, 0, 'hsqs') ? head.readUInt16LE(28) : head.readUInt16BE(28)),
  'application/x-cpio': (head) => /^07070(?:[12][0-9A-Fa-f]{104}|7[0-7]{70})/.test(head.toString('latin1', 0, 110)),
  'application/x-lzh-compressed': (head) => /^-l(?:h[0-7dx]|z[s45])-$/.test(head.toString('latin1', 2, 7)) && (head[20] ?? 9) <= 3,
  // The first header is that of the archive, which has the type 2.
  'application/x-arj': (head) => head.length >= 40 && head.readUInt16LE(2) <= 2_600 && (head[4] ?? 0) >= 30 && head[10] === 2,
};

/** No signature: the usual properties, a window of a usual size, and a length that can be. */
function isLzmaAlone(head: Buffer): boolean {
  if (head.length < 18 || head[0] !== 0x5d || head[13] !== 0) return false;
  const window = head.readUInt32LE(1);
  const isUsual = [1, 3].some((factor) => window % factor === 0 && window / factor >= 4096 && Number.isInteger(Math.log2(window / factor)));
  const length = head.readBigUInt64LE(5);
  return isUsual && (length === 0xffff_ffff_ffff_ffffn || length < 2n ** 40n);
}

/** Tar before POSIX: the header's sum is all that tells it. */
function isTarWithoutMagic(head: Buffer): boolean {
  if (head.length < 512 || head[0] === 0) return false;
  const stated = /^ *([0-7]{1,7})[ \0]/.exec(head.toString('latin1', 148, 156))?.[1];
  if (stated === undefined) return false;
  let sum = 8 * 0x20;
  for (let i = 0; i < 512; i += 1) if (i < 148 || i >= 156) sum += head[i] as number;
  return sum === Number.parseInt(stated, 8);
}

function isBitmap(head: Buffer): boolean {
  if (!ascii(head, 0, 'BM') || head.length < 26) return false;
  const headerBytes = head.readUInt32LE(14);
  return head.readUInt32LE(6) === 0 && [12, 40, 52, 56, 64, 108, 124].includes(headerBytes);
}

function isWindowsProgram(head: Buffer): boolean {
  if (head.length < 64) return false;
  const header = head.readUInt32LE(60);
  return ascii(head, header, 'PE\0\0') || ascii(head, header, 'NE') || head.includes(0);
}
