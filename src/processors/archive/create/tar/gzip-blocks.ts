import { crc32 } from 'node:zlib';
import type { ArchiveFile } from '../archive-file';
import { BLOCK_BYTES, BLOCKS_AT_ONCE, deflateBlock } from '../deflate-block';
import { InOrder } from '../in-order';

/** No name, no time: the same bytes in, the same bytes out. */
const HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);

/** Packs `bytes` as one gzip stream on all cores. */
export async function gzipInto(out: ArchiveFile, bytes: AsyncIterable<Buffer>, level: number): Promise<void> {
  const packing = new InOrder(BLOCKS_AT_ONCE);
  const append = (packed: Buffer): void => out.append(packed);
  let before: Buffer | null = null;
  let crc = 0;
  let size = 0;
  /** Goes out when it is known whether it is the last one. */
  let block: Buffer = Buffer.alloc(0);
  const send = async (next: Buffer, isLast: boolean): Promise<void> => {
    crc = crc32(block, crc);
    size += block.length;
    await packing.add(deflateBlock({ bytes: block, before, isLast }, level), append);
    before = block;
    block = next;
  };
  append(HEAD);
  for await (const next of inBlocks(bytes)) {
    if (block.length === 0) block = next;
    else await send(next, false);
  }
  await send(Buffer.alloc(0), true);
  await packing.finish();
  const end = Buffer.alloc(8);
  end.writeUInt32LE(crc, 0);
  end.writeUInt32LE(size % 2 ** 32, 4);
  append(end);
}

/** Pieces of any length as blocks of `BLOCK_BYTES`; only the last one may be shorter. */
async function* inBlocks(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  let block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
  let filled = 0;
  for await (const piece of bytes) {
    for (let at = 0; at < piece.length; ) {
      const count = piece.copy(block, filled, at);
      at += count;
      filled += count;
      if (filled < BLOCK_BYTES) continue;
      yield block;
      block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
      filled = 0;
    }
  }
  if (filled > 0) yield block.subarray(0, filled);
}
