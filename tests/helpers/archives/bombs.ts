import { constants, crc32, deflateRawSync } from 'node:zlib';

const PIECE = Buffer.alloc(1024 * 1024);
const LAST_BLOCK = Buffer.from([3, 0]);

/** So many mebibytes of zeros, deflated, in no time and a thousandth of the space. */
export function deflatedZeros(mebibytes: number): { packed: Buffer; size: number; crc: number } {
  const block = deflateRawSync(PIECE, { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  const blocks = Array.from({ length: mebibytes }, () => block);
  let crc = 0;
  for (let done = 0; done < mebibytes; done += 1) crc = crc32(PIECE, crc);
  return { packed: Buffer.concat([...blocks, LAST_BLOCK]), size: mebibytes * PIECE.length, crc };
}

const HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);

function gzipMember(packed: Buffer, crc: number, size: number): Buffer {
  const tail = Buffer.alloc(8);
  tail.writeUInt32LE(crc, 0);
  tail.writeUInt32LE(size % 2 ** 32, 4);
  return Buffer.concat([HEAD, packed, tail]);
}

export function gzippedZeros(mebibytes: number): Buffer {
  const { packed, crc, size } = deflatedZeros(mebibytes);
  return gzipMember(packed, crc, size);
}

/** `before`, so many mebibytes of zeros, `after`, as members of one gzip file. */
export function gzipAround(before: Buffer, mebibytes: number, after: Buffer): Buffer {
  const member = (bytes: Buffer): Buffer => gzipMember(deflateRawSync(bytes), crc32(bytes), bytes.length);
  return Buffer.concat([member(before), gzippedZeros(mebibytes), member(after)]);
}
