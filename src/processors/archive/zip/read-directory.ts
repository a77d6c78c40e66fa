import type { OpenFile } from '../../kit/open-file';
import type { Turn } from '../bytes/turn';
import { applyExtraFields, type ExtraFields } from './extra-fields';
import type { ZipDirectory } from './find-directory';
import type { ZipFields } from './zip-fields';
import { ZipRows } from './zip-rows';

const NO_COMMENT = Buffer.alloc(0);
const SIGNATURE = 0x02014b50;
const HEADER_BYTES = 46;
/** All of the list is held in memory, packed: where it is longer, its beginning is read. */
const MAX_DIRECTORY_BYTES = 64 * 1024 * 1024;
const PIECE_BYTES = 1024 * 1024;
/** A header with the longest name, extra field and comment. */
const MAX_RECORD_BYTES = HEADER_BYTES + 3 * 0xffff;

/** The entries of the list, at most `maxEntries`. `isCut`: there are more; `isDamaged`: it ends before it should. */
export async function readDirectory(
  file: OpenFile,
  directory: ZipDirectory,
  maxEntries: number,
  turn: Turn,
): Promise<{ entries: ZipRows; isCut: boolean; isDamaged: boolean }> {
  const entries = new ZipRows();
  const end = Math.min(directory.at + directory.bytes, file.size);
  let piece: Buffer = Buffer.alloc(0);
  let pieceAt = directory.at;
  let at = directory.at;
  while (at + HEADER_BYTES <= end) {
    let from = at - pieceAt;
    if (piece.length - from < MAX_RECORD_BYTES && pieceAt + piece.length < end) {
      piece = await file.readRange(at, Math.min(PIECE_BYTES, end - at));
      pieceAt = at;
      from = 0;
    }
    if (piece.readUInt32LE(from) !== SIGNATURE) break;
    const bytes = HEADER_BYTES + piece.readUInt16LE(from + 28) + piece.readUInt16LE(from + 30) + piece.readUInt16LE(from + 32);
    if (at + bytes > end) break;
    if (entries.length >= maxEntries || at + bytes - directory.at > MAX_DIRECTORY_BYTES) return { entries, isCut: true, isDamaged: false };
    entries.add(readFields(piece, from, directory.shift));
    at += bytes;
    if (entries.length % 256 === 0 && turn.isOver) await turn.next();
  }
  return { entries, isCut: false, isDamaged: !isWhole(entries.length, directory.entryCount) };
}

/** Without ZIP64 the count has 16 bits; programs that do not know it write more entries nevertheless. */
function isWhole(found: number, told: number): boolean {
  return found === told || (told < 0xffff && found > 0xffff && found % 0x10000 === told);
}

function readFields(piece: Buffer, from: number, shift: number): ZipFields {
  const nameStart = from + HEADER_BYTES;
  const extraStart = nameStart + piece.readUInt16LE(from + 28);
  const commentStart = extraStart + piece.readUInt16LE(from + 30);
  const rawName = piece.subarray(nameStart, extraStart);
  const extra: ExtraFields = {
    packedSize: piece.readUInt32LE(from + 20),
    size: piece.readUInt32LE(from + 24),
    at: piece.readUInt32LE(from + 42),
    modified: null,
    unicodeName: null,
    aes: null,
  };
  if (commentStart > extraStart) applyExtraFields(piece.subarray(extraStart, commentStart), rawName, extra);
  const storedMethod = piece.readUInt16LE(from + 10);
  const commentBytes = piece.readUInt16LE(from + 32);
  return {
    rawName,
    rawComment: commentBytes === 0 ? NO_COMMENT : piece.subarray(commentStart, commentStart + commentBytes),
    flags: piece.readUInt16LE(from + 8),
    storedMethod,
    method: storedMethod === 99 && extra.aes ? extra.aes.method : storedMethod,
    crc: piece.readUInt32LE(from + 16),
    packedSize: extra.packedSize,
    size: extra.size,
    at: extra.at + shift,
    madeBy: piece[from + 5] as number,
    externalAttributes: piece.readUInt32LE(from + 38),
    dosTime: piece.readUInt16LE(from + 12),
    dosDate: piece.readUInt16LE(from + 14),
    modified: extra.modified,
    unicodeName: extra.unicodeName,
    aes: storedMethod === 99 ? extra.aes : null,
  };
}
