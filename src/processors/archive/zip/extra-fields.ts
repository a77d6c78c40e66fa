import { crc32 } from 'node:zlib';

export interface ExtraFields {
  size: number;
  packedSize: number;
  at: number;
  modified: number | null;
  unicodeName: Buffer | null;
  aes: { version: number; strength: number; method: number } | null;
}

const ZIP64 = 0x0001;
const NTFS = 0x000a;
const EXTENDED_TIME = 0x5455;
const UNICODE_PATH = 0x7075;
const WINZIP_AES = 0x9901;
const MAX_32 = 0xffffffff;
/** Milliseconds from 1601 to 1970. */
const FILETIME_EPOCH_MS = 11_644_473_600_000;

/**
 * What the extra fields of an entry say (APPNOTE 4.5; Info-ZIP's extrafld.txt; WinZip's AES note), laid over what the
 * header has. A field that is cut off is left out.
 */
export function applyExtraFields(extra: Buffer, rawName: Buffer, fields: ExtraFields): void {
  for (let at = 0; at + 4 <= extra.length; ) {
    const id = extra.readUInt16LE(at);
    const start = at + 4;
    const end = start + extra.readUInt16LE(at + 2);
    if (end > extra.length) return;
    if (id === ZIP64) applyZip64(extra, start, end, fields);
    else if (id === EXTENDED_TIME) applyExtendedTime(extra, start, end, fields);
    else if (id === NTFS) applyNtfsTime(extra, start, end, fields);
    else if (id === UNICODE_PATH) applyUnicodePath(extra, start, end, rawName, fields);
    else if (id === WINZIP_AES && end - start >= 7) {
      const strength = extra[start + 4] as number;
      if (strength >= 1 && strength <= 3) {
        fields.aes = { version: extra.readUInt16LE(start), strength, method: extra.readUInt16LE(start + 5) };
      }
    }
    at = end;
  }
}

/** Holds only those numbers, in this order, whose place in the header is full of ones. */
function applyZip64(extra: Buffer, start: number, end: number, fields: ExtraFields): void {
  let at = start;
  const take = (current: number): number => {
    if (current !== MAX_32 || at + 8 > end) return current;
    at += 8;
    return Number(extra.readBigUInt64LE(at - 8));
  };
  fields.size = take(fields.size);
  fields.packedSize = take(fields.packedSize);
  fields.at = take(fields.at);
}

function applyExtendedTime(extra: Buffer, start: number, end: number, fields: ExtraFields): void {
  if (end - start >= 5 && ((extra[start] as number) & 1) !== 0) fields.modified ??= extra.readInt32LE(start + 1) * 1000;
}

function applyNtfsTime(extra: Buffer, start: number, end: number, fields: ExtraFields): void {
  if (end - start < 16 || extra.readUInt16LE(start + 4) !== 1 || extra.readUInt16LE(start + 6) < 8) return;
  const ticks = extra.readBigUInt64LE(start + 8);
  if (ticks > 0n) fields.modified = Number(ticks / 10_000n) - FILETIME_EPOCH_MS;
}

function applyUnicodePath(extra: Buffer, start: number, end: number, rawName: Buffer, fields: ExtraFields): void {
  if (end - start < 6 || extra[start] !== 1 || extra.readUInt32LE(start + 1) !== crc32(rawName)) return;
  fields.unicodeName = extra.subarray(start + 5, end);
}
