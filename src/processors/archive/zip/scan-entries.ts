import type { OpenFile } from '../../kit/open-file';
import type { Turn } from '../bytes/turn';
import { applyExtraFields, type ExtraFields } from './extra-fields';
import { LOCAL_HEADER_BYTES } from './local-header';
import { HAS_DESCRIPTOR, type ZipFields } from './zip-fields';
import { ZipRows } from './zip-rows';

const PIECE_BYTES = 1024 * 1024;
const LOCAL = 'PK\x03\x04';
const DESCRIPTOR = 'PK\x07\x08';
const DIRECTORY_ENTRY = 'PK\x01\x02';
const MAX_NAME_BYTES = 4096;
/** Signatures that no header belongs to: with more of them it is not worth looking on. */
const MOST_MISSES = 100_000;

/**
 * The entries of an archive whose list is missing, by the headers before their data, as far as they go. What has no
 * sizes there ends where the descriptor that fits its length lies, or the next header.
 */
export async function scanEntries(
  file: OpenFile,
  maxEntries: number,
  turn: Turn,
): Promise<{ entries: ZipRows; isCut: boolean }> {
  const entries = new ZipRows();
  const scan = new Scan(file, turn);
  let misses = 0;
  for (let at = await scan.find(LOCAL, 0); at >= 0; ) {
    if (entries.length >= maxEntries) return { entries, isCut: true };
    if (turn.isOver) await turn.next();
    const fields = await readLocal(file, at);
    if (!fields) {
      misses += 1;
      if (misses > MOST_MISSES) return { entries, isCut: true };
      at = await scan.find(LOCAL, at + 4);
      continue;
    }
    const dataAt = at + LOCAL_HEADER_BYTES + fields.rawName.length + fields.extraBytes;
    const sized = fields.flags & HAS_DESCRIPTOR && fields.packedSize === 0 ? await measure(scan, fields, dataAt) : fields;
    entries.add(sized);
    at = await scan.find(LOCAL, Math.min(dataAt + sized.packedSize, file.size));
  }
  return { entries, isCut: false };
}

async function readLocal(file: OpenFile, at: number): Promise<(ZipFields & { extraBytes: number }) | null> {
  const found = await file.readRange(at, LOCAL_HEADER_BYTES + MAX_NAME_BYTES);
  if (found.length < LOCAL_HEADER_BYTES) return null;
  const nameEnd = LOCAL_HEADER_BYTES + found.readUInt16LE(26);
  const extraBytes = found.readUInt16LE(28);
  if (nameEnd > found.length || nameEnd === LOCAL_HEADER_BYTES) return null;
  const head = found.subarray(0, nameEnd + extraBytes);
  const rawName = head.subarray(LOCAL_HEADER_BYTES, nameEnd);
  const extra: ExtraFields = {
    packedSize: head.readUInt32LE(18),
    size: head.readUInt32LE(22),
    at,
    modified: null,
    unicodeName: null,
    aes: null,
  };
  applyExtraFields(head.subarray(nameEnd, nameEnd + extraBytes), rawName, extra);
  const storedMethod = head.readUInt16LE(8);
  return {
    rawName,
    rawComment: Buffer.alloc(0),
    extraBytes,
    flags: head.readUInt16LE(6),
    storedMethod,
    method: storedMethod === 99 && extra.aes ? extra.aes.method : storedMethod,
    crc: head.readUInt32LE(14),
    packedSize: extra.packedSize,
    size: extra.size,
    at,
    madeBy: 0,
    externalAttributes: 0,
    dosTime: head.readUInt16LE(10),
    dosDate: head.readUInt16LE(12),
    modified: extra.modified,
    unicodeName: extra.unicodeName,
    aes: storedMethod === 99 ? extra.aes : null,
  };
}

async function measure(scan: Scan, fields: ZipFields, dataAt: number): Promise<ZipFields> {
  for (let at = await scan.find(DESCRIPTOR, dataAt); at >= 0; at = await scan.find(DESCRIPTOR, at + 4)) {
    const packedSize = at - dataAt;
    const tail = await scan.read(at, 24);
    if (tail.length >= 16 && tail.readUInt32LE(8) === packedSize) {
      return { ...fields, packedSize, crc: tail.readUInt32LE(4), size: tail.readUInt32LE(12) };
    }
    if (tail.length >= 24 && tail.readBigUInt64LE(8) === BigInt(packedSize)) {
      return { ...fields, packedSize, crc: tail.readUInt32LE(4), size: Number(tail.readBigUInt64LE(16)) };
    }
    if (scan.isTired) break;
  }
  const next = await scan.find(LOCAL, dataAt);
  const end = next >= 0 ? next : await scan.find(DIRECTORY_ENTRY, dataAt);
  const descriptor = end - 12 >= dataAt ? await scan.read(end - 12, 12) : null;
  if (descriptor && descriptor.readUInt32LE(4) === end - 12 - dataAt) {
    return { ...fields, packedSize: end - 12 - dataAt, crc: descriptor.readUInt32LE(0), size: descriptor.readUInt32LE(8) };
  }
  return { ...fields, packedSize: (end >= 0 ? end : scan.fileSize) - dataAt };
}

/** Looks for signatures from front to back. */
class Scan {
  private piece: Buffer = Buffer.alloc(0);
  private pieceAt = 0;
  private readBytes = 0;

  constructor(
    private readonly file: OpenFile,
    private readonly turn: Turn,
  ) {}

  get fileSize(): number {
    return this.file.size;
  }

  /** Signatures that lie do not make it read the file over and over. */
  get isTired(): boolean {
    return this.readBytes > 8 * this.file.size + 64 * PIECE_BYTES;
  }

  read(at: number, length: number): Promise<Buffer> {
    return this.file.readRange(at, length);
  }

  /** Where the next one begins at or after `from`, or −1. */
  async find(signature: string, from: number): Promise<number> {
    for (let at = from; at + signature.length <= this.file.size; ) {
      const isHere = at >= this.pieceAt && at + signature.length <= this.pieceAt + this.piece.length;
      if (!isHere) {
        if (this.isTired) return -1;
        this.piece = await this.file.readRange(at, PIECE_BYTES);
        this.pieceAt = at;
        this.readBytes += this.piece.length;
        if (this.turn.isOver) await this.turn.next();
      }
      const found = this.piece.indexOf(signature, at - this.pieceAt, 'latin1');
      if (found >= 0) return this.pieceAt + found;
      at = this.pieceAt + this.piece.length - signature.length + 1;
    }
    return -1;
  }
}
