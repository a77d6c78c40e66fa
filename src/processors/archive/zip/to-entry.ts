import type { ArchiveEntry, EntryType, EntryWarning } from '../../../shared/model/archive';
import { fromNameBytes } from '../../../base/byte-name';
import type { NameDecoder } from '../names/name-decoder';
import { entryTime } from './entry-time';
import { ENCRYPTED, isUnknown, methodName, UTF8_NAME, type ZipFields } from './zip-fields';
import { t } from '../../../shared/words/words';

const UNIX_TYPE = 0o170000;
const SYMLINK = 0o120000;
const FOLDER_ATTRIBUTE = 0x10;
const ESCAPED_BYTE = /[\uef80-\uefff]/;
const BEYOND_ASCII = /[^\0-\x7f]/;

/** Whether its encoding is left open by the archive. */
export function needsDecoder(fields: ZipFields): boolean {
  return fields.unicodeName === null && (fields.flags & UTF8_NAME) === 0;
}

/** Only what an entry says of itself; nothing is made harmless. */
export function toEntry(fields: ZipFields, ordinal: number, decoder: NameDecoder): ArchiveEntry {
  const warnings: EntryWarning[] = [];
  const { text, encoding } = nameOf(fields, decoder);
  const type = typeOf(fields, text);
  if (ESCAPED_BYTE.test(text)) {
    warnings.push({ code: 'strangeName', message: t('Its name has bytes that are no text in any encoding known here.') });
  } else if (encoding !== 'utf-8' && encoding !== 'ascii' && decoder.isGuessed) {
    warnings.push({ code: 'strangeName', message: t('How its name is written had to be guessed ({encoding}).', { encoding }) });
  }
  if (isUnknown(fields)) {
    warnings.push({ code: 'unknownMethod', message: t('It is packed by {method}, which Filemill can’t unpack.', { method: methodName(fields) }) });
  }
  const comment = fields.rawComment;
  return {
    ordinal,
    path: type === 'folder' && text.endsWith('/') ? text.slice(0, -1) : text,
    type,
    size: fields.size,
    compressedSize: fields.packedSize,
    modified: entryTime(fields),
    mode: modeOf(fields),
    linkTarget: null,
    isEncrypted: (fields.flags & ENCRYPTED) !== 0,
    method: type === 'folder' ? '' : methodName(fields),
    crc: type === 'folder' || fields.aes?.version === 2 ? null : fields.crc.toString(16).padStart(8, '0'),
    comment: comment.length === 0 ? '' : (fields.flags & UTF8_NAME ? fromNameBytes(comment) : decoder.decode(comment).text),
    nameEncoding: encoding,
    warnings,
  };
}

function nameOf(fields: ZipFields, decoder: NameDecoder): { text: string; encoding: string } {
  if (fields.unicodeName) return { text: fromNameBytes(fields.unicodeName), encoding: 'utf-8' };
  const latin = fields.rawName.toString('latin1', 0, fields.rawName.length);
  if (!BEYOND_ASCII.test(latin)) return { text: latin, encoding: 'ascii' };
  if (fields.flags & UTF8_NAME) return { text: fromNameBytes(fields.rawName), encoding: 'utf-8' };
  return decoder.decode(fields.rawName);
}

export function isSymlink({ externalAttributes }: ZipFields): boolean {
  return ((externalAttributes >>> 16) & UNIX_TYPE) === SYMLINK;
}

/** The bits of Unix count whatever system the archive says it is from: a link that is taken for a file does harm. */
function typeOf(fields: ZipFields, path: string): EntryType {
  const unixType = (fields.externalAttributes >>> 16) & UNIX_TYPE;
  if (unixType === SYMLINK) return 'symlink';
  if (unixType === 0o040000 || path.endsWith('/')) return 'folder';
  if (unixType !== 0 && unixType !== 0o100000) return 'special';
  const isFromDos = fields.madeBy === 0 || fields.madeBy === 10 || fields.madeBy === 11 || fields.madeBy === 14;
  if (isFromDos && unixType === 0 && fields.externalAttributes & FOLDER_ATTRIBUTE && fields.size === 0) return 'folder';
  return 'file';
}

function modeOf(fields: ZipFields): number | null {
  const unix = fields.externalAttributes >>> 16;
  return unix === 0 ? null : unix & 0o7777;
}
