import { describeMime } from './describe-mime';
import { extensionOf } from './extension';
import { t } from '../../shared/words/words';

const OFFICE = 'application/vnd.openxmlformats-officedocument.';
const WORD = [`${OFFICE}wordprocessingml.document`, 'application/x-ole-encrypted'];
const EXCEL = [`${OFFICE}spreadsheetml.sheet`, 'application/x-ole-encrypted'];
const POWERPOINT = [`${OFFICE}presentationml.presentation`, 'application/x-ole-encrypted'];

/** What a file so named may be; the first is what one expects. Names not in here promise nothing. */
const EXPECTED: Record<string, string[]> = {
  pdf: ['application/pdf'],
  docx: WORD,
  docm: ['application/vnd.ms-word.document.macroenabled.12', ...WORD],
  xlsx: EXCEL,
  xlsm: ['application/vnd.ms-excel.sheet.macroenabled.12', ...EXCEL],
  pptx: POWERPOINT,
  doc: ['application/msword', 'application/rtf', 'application/x-cfb'],
  xls: ['application/vnd.ms-excel', 'application/x-cfb'],
  ppt: ['application/vnd.ms-powerpoint', 'application/x-cfb'],
  odt: ['application/vnd.oasis.opendocument.text'],
  ods: ['application/vnd.oasis.opendocument.spreadsheet'],
  odp: ['application/vnd.oasis.opendocument.presentation'],
  rtf: ['application/rtf'],
  epub: ['application/epub+zip'],
  png: ['image/png', 'image/apng'],
  jpg: ['image/jpeg'],
  jpeg: ['image/jpeg'],
  gif: ['image/gif'],
  webp: ['image/webp'],
  tif: ['image/tiff'],
  tiff: ['image/tiff'],
  bmp: ['image/bmp'],
  heic: ['image/heic', 'image/heif'],
  avif: ['image/avif'],
  svg: ['image/svg+xml'],
  zip: ['application/zip', 'application/java-archive'],
  '7z': ['application/x-7z-compressed'],
  rar: ['application/vnd.rar', 'application/x-rar-compressed'],
  gz: ['application/gzip'],
  tgz: ['application/gzip'],
  bz2: ['application/x-bzip2'],
  xz: ['application/x-xz'],
  tar: ['application/x-tar'],
  tbz2: ['application/x-bzip2'],
  txz: ['application/x-xz'],
  zst: ['application/zstd'],
  lz4: ['application/x-lz4'],
  lz: ['application/x-lzip'],
  jar: ['application/java-archive', 'application/zip'],
  cab: ['application/vnd.ms-cab-compressed'],
  iso: ['application/x-iso9660-image'],
  deb: ['application/vnd.debian.binary-package'],
  rpm: ['application/x-rpm'],
  cpio: ['application/x-cpio'],
  wim: ['application/x-ms-wim'],
  mp3: ['audio/mpeg'],
  wav: ['audio/wav'],
  flac: ['audio/flac'],
  mp4: ['video/mp4', 'audio/mp4'],
  mov: ['video/quicktime', 'video/mp4'],
  exe: ['application/x-msdownload'],
  txt: ['text/plain'],
  md: ['text/markdown'],
  csv: ['text/csv'],
  json: ['application/json'],
  xml: ['text/xml', 'application/xml'],
  html: ['text/html'],
};

/** What one expects of a file so named; null when the name promises nothing. */
export function expectedMime(name: string): string | null {
  return EXPECTED[extensionOf(name)]?.[0] ?? null;
}

/** "Named .pdf, but it is a PNG picture.", or null when the name and the content agree. */
export function nameDisagreement(name: string, mime: string): string | null {
  const extension = extensionOf(name);
  const expected = EXPECTED[extension];
  if (!expected || expected.includes(mime) || mime === 'application/x-empty') return null;
  // Text inside a file named as some other text is a matter of taste, not of deception.
  const promisesText = isTextual(expected[0] as string);
  if (promisesText && isTextual(mime)) return null;
  if (mime === 'application/octet-stream') {
    return t('Named .{extension}, but it is not {kind}.', { extension, kind: describeMime(expected[0] as string) });
  }
  return t('Named .{extension}, but it is {mime}.', { extension, mime: describeMime(mime) });
}

function isTextual(mime: string): boolean {
  return mime.startsWith('text/') || mime === 'application/json' || mime === 'application/x-ndjson';
}
