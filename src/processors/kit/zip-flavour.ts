import { expectedMime } from './named-type';
import type { OpenFile } from './open-file';

const END_RECORD_BYTES = 22;
const MAX_COMMENT_BYTES = 0xffff;
/** So much of the list of entries is looked at; the telling ones come early. */
const MAX_DIRECTORY_BYTES = 256 * 1024;

const OPEN_DOCUMENTS = /^(application\/(?:epub\+zip|vnd\.oasis\.opendocument\.(?:text|spreadsheet|presentation|graphics)))/;
const OFFICE = 'application/vnd.openxmlformats-officedocument.';

/** What a ZIP container is: an office document, a book, a program, or a plain archive. */
export async function zipFlavour(file: OpenFile, head: Buffer): Promise<string> {
  const declared = declaredType(head);
  if (declared) return declared;
  const listed = await directoryNames(file);
  const names = new Set(listed ?? localNames(head));
  const has = (prefix: string): boolean => [...names].some((name) => name.startsWith(prefix));
  // Of one that is cut off, the list of types may have been at the lost end.
  const hasTypes = names.has('[Content_Types].xml');
  const named = expectedMime(file.name);
  const isNamedOffice = named !== null && named.startsWith(OFFICE);
  if (hasTypes || (listed === null && isNamedOffice)) {
    const hasMacros = [...names].some((name) => name.endsWith('vbaProject.bin'));
    if (has('word/')) {
      return hasMacros ? 'application/vnd.ms-word.document.macroenabled.12' : `${OFFICE}wordprocessingml.document`;
    }
    if (has('xl/')) {
      return hasMacros ? 'application/vnd.ms-excel.sheet.macroenabled.12' : `${OFFICE}spreadsheetml.sheet`;
    }
    if (has('ppt/')) {
      return hasMacros
        ? 'application/vnd.ms-powerpoint.presentation.macroenabled.12'
        : `${OFFICE}presentationml.presentation`;
    }
  }
  // Without its main part it is still that kind of document, and damaged.
  if (hasTypes && isNamedOffice) return named;
  if (names.has('AndroidManifest.xml')) return 'application/vnd.android.package-archive';
  if (names.has('META-INF/MANIFEST.MF')) return 'application/java-archive';
  return 'application/zip';
}

/** OpenDocument and EPUB name their type in an uncompressed first entry called `mimetype`. */
function declaredType(head: Buffer): string | null {
  if (head.length < 60 || head.readUInt16LE(26) !== 8 || head.toString('latin1', 30, 38) !== 'mimetype') return null;
  if (head.readUInt16LE(8) !== 0) return null;
  const start = 38 + head.readUInt16LE(28);
  return OPEN_DOCUMENTS.exec(head.toString('latin1', start, start + 80))?.[1] ?? null;
}

/** The names in the central directory, or null when there is none: a ZIP cut off, or still arriving. */
async function directoryNames(file: OpenFile): Promise<string[] | null> {
  const tailStart = Math.max(0, file.size - END_RECORD_BYTES - MAX_COMMENT_BYTES);
  const tail = await file.readRange(tailStart, file.size - tailStart);
  const end = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0 || end + END_RECORD_BYTES > tail.length) return null;
  const directoryBytes = tail.readUInt32LE(end + 12);
  const at = tail.readUInt32LE(end + 16);
  if (at === 0xffffffff || at + directoryBytes > file.size) return null;
  const directory = await file.readRange(at, Math.min(directoryBytes, MAX_DIRECTORY_BYTES));
  const names: string[] = [];
  for (let i = 0; i + 46 <= directory.length && directory.readUInt32LE(i) === 0x02014b50; ) {
    const nameBytes = directory.readUInt16LE(i + 28);
    names.push(directory.toString('utf8', i + 46, i + 46 + nameBytes));
    i += 46 + nameBytes + directory.readUInt16LE(i + 30) + directory.readUInt16LE(i + 32);
  }
  return names;
}

/** The names of the entries that begin in the first bytes. */
function localNames(head: Buffer): string[] {
  const names: string[] = [];
  for (let at = head.indexOf('PK\x03\x04'); at >= 0 && at + 30 <= head.length; at = head.indexOf('PK\x03\x04', at + 4)) {
    const nameBytes = head.readUInt16LE(at + 26);
    if (nameBytes <= 1024) names.push(head.toString('utf8', at + 30, at + 30 + nameBytes));
  }
  return names;
}
