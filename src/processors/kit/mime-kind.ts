import type { FileKind } from '../../shared/model/file';

const DATA = new Set([
  'application/json',
  'application/x-ndjson',
  'text/csv',
  'text/tab-separated-values',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.ms-excel.sheet.macroenabled.12',
  'application/vnd.ms-excel',
  'application/vnd.oasis.opendocument.spreadsheet',
]);

const DOCUMENTS = new Set([
  'application/pdf',
  'application/postscript',
  'application/rtf',
  'application/epub+zip',
  'application/msword',
  'application/vnd.ms-powerpoint',
  'application/vnd.ms-outlook',
  'application/x-ole-encrypted',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.ms-word.document.macroenabled.12',
  'application/vnd.ms-powerpoint.presentation.macroenabled.12',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.presentation',
]);

const ARCHIVES = new Set([
  'application/zip',
  'application/java-archive',
  'application/vnd.android.package-archive',
  'application/x-7z-compressed',
  'application/vnd.rar',
  'application/x-rar-compressed',
  'application/x-tar',
  'application/gzip',
  'application/x-bzip2',
  'application/x-xz',
  'application/zstd',
  'application/x-lz4',
  'application/x-lzip',
  'application/x-lzma',
  'application/x-compress',
  'application/vnd.ms-cab-compressed',
  'application/x-unix-archive',
  'application/x-cpio',
  'application/vnd.debian.binary-package',
  'application/x-deb',
  'application/x-rpm',
  'application/x-iso9660-image',
  'application/x-apple-diskimage',
  'application/x-ms-wim',
  'application/x-squashfs',
  'application/x-xar',
  'application/x-arj',
  'application/x-lzh-compressed',
  'application/vnd.ms-htmlhelp',
]);

/** The family in which the lists and icons show a media type. */
export function kindOfMime(mime: string): FileKind {
  if (DATA.has(mime)) return 'data';
  if (DOCUMENTS.has(mime)) return 'document';
  if (ARCHIVES.has(mime)) return 'archive';
  if (mime.startsWith('image/')) return 'image';
  if (mime.startsWith('audio/')) return 'audio';
  if (mime.startsWith('video/')) return 'video';
  if (mime.startsWith('text/') || mime === 'application/xml') return 'text';
  return 'other';
}
