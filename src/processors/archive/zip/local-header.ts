import { contradiction, damaged } from '../bytes/archive-failure';
import { ENCRYPTED, HAS_DESCRIPTOR, type ZipFields } from './zip-fields';
import { t } from '../../../shared/words/words';

export const LOCAL_HEADER_BYTES = 30;
const SIGNATURE = 0x04034b50;
const ZIP64 = 1;
const MAX_32 = 0xffffffff;

/** Bytes of the local header with its name and extra fields. Throws `file.damaged`. */
export function localHeaderBytes(header: Buffer): number {
  if (header.length < LOCAL_HEADER_BYTES || header.readUInt32LE(0) !== SIGNATURE) {
    throw damaged(t('Its data is not where the archive says.'));
  }
  return LOCAL_HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
}

/**
 * Throws `file.unsafe` where the header before the data says something else than the list of entries: programs that
 * read from the front would unpack another file.
 */
export function compareWithLocal(header: Buffer, item: ZipFields): void {
  const flags = header.readUInt16LE(6);
  const nameEnd = LOCAL_HEADER_BYTES + header.readUInt16LE(26);
  if (header.readUInt16LE(8) !== item.storedMethod) throw contradiction(t('its compression method is given twice, differently'));
  if ((flags & ENCRYPTED) !== (item.flags & ENCRYPTED)) throw contradiction(t('it is encrypted in one place and not in the other'));
  if (!isSameName(header.subarray(LOCAL_HEADER_BYTES, nameEnd), item)) throw contradiction(t('it has two different names'));
  const crc = header.readUInt32LE(14);
  let packedSize = header.readUInt32LE(18);
  let size = header.readUInt32LE(22);
  if (size === MAX_32 || packedSize === MAX_32) {
    [size, packedSize] = zip64Sizes(header.subarray(nameEnd), size, packedSize);
  }
  // Written before the data was known, the numbers follow behind it; some programs leave them out altogether.
  if (crc === 0 && packedSize === 0 && size === 0) return;
  const mayLackSizes = (flags & HAS_DESCRIPTOR) !== 0;
  const isOther = (local: number, listed: number): boolean => local !== listed && !(mayLackSizes && local === 0);
  if (isOther(size, item.size) || isOther(packedSize, item.packedSize)) throw contradiction(t('it has two different sizes'));
  if (isOther(crc, item.crc) && item.aes?.version !== 2) throw contradiction(t('it has two different checksums'));
}

function isSameName(local: Buffer, { rawName, unicodeName }: ZipFields): boolean {
  if (local.equals(rawName) || unicodeName?.equals(local)) return true;
  if (local.length !== rawName.length) return false;
  // Some programs write backslashes in one place only.
  return local.every((byte, at) => byte === rawName[at] || (isSlash(byte) && isSlash(rawName[at] as number)));
}

function isSlash(byte: number): boolean {
  return byte === 0x2f || byte === 0x5c;
}

/** Both sizes, as is asked for, or only that whose place in the header is full of ones, as Info-ZIP writes it into a pipe. */
function zip64Sizes(extra: Buffer, size: number, packedSize: number): [number, number] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    const length = Math.min(extra.readUInt16LE(at + 2), extra.length - at - 4);
    if (extra.readUInt16LE(at) !== ZIP64 || length < 8) continue;
    const first = Number(extra.readBigUInt64LE(at + 4));
    if (length >= 16) return [first, Number(extra.readBigUInt64LE(at + 12))];
    return size === MAX_32 ? [first, packedSize] : [size, first];
  }
  return [size, packedSize];
}
