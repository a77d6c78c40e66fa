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
  [257, 'ustar', 'application/x-tar'],
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
  for (const [at, bytes, mime] of SIGNATURES) if (ascii(head, at, bytes)) return refine(head, mime);
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
  return mime;
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
