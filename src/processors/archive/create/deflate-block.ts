import { constants, deflateRaw, deflateRawSync } from 'node:zlib';

/** One block keeps a core busy for some milliseconds; larger ones pack no better. */
export const BLOCK_BYTES = 512 * 1024;
/** So many blocks at once keep all cores busy while results wait for their turn. */
export const BLOCKS_AT_ONCE = 12;
/** Less is packed on the spot: the way to another thread takes longer, and leaves more litter than the file has bytes. */
const SMALL_BYTES = 16 * 1024;
/** How far back deflate can refer. */
const WINDOW_BYTES = 32_768;
/**
 * Level by level, what zlib is told. With the zlib of Node 5 packs as small as 6 of the usual one within one per cent, in two
 * thirds of the time.
 */
const ZLIB_LEVELS = [0, 1, 2, 3, 4, 4, 5, 6, 8, 9];

export interface Block {
  bytes: Buffer;
  /** The block before it in the same stream; null for the first one. */
  before: Buffer | null;
  isLast: boolean;
}

/**
 * One piece of a deflate stream, made beside others on the thread pool of Node: pieces joined in their order are one
 * stream, as pigz makes it. Each ends on a byte and knows the end of the block before it, so hardly anything is lost.
 *
 * @param level 0 stores, 9 packs the most
 */
export function deflateBlock({ bytes, before, isLast }: Block, level: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = {
      level: ZLIB_LEVELS[level] ?? constants.Z_DEFAULT_COMPRESSION,
      // Room for all of it: one trip to the thread pool.
      chunkSize: Math.max(64, bytes.length + (bytes.length >> 8) + 64),
      finishFlush: isLast ? constants.Z_FINISH : constants.Z_SYNC_FLUSH,
      ...(before && before.length > 0 ? { dictionary: before.subarray(-WINDOW_BYTES) } : {}),
    };
    if (bytes.length <= SMALL_BYTES) resolve(deflateRawSync(bytes, options));
    else deflateRaw(bytes, options, (error, packed) => (error ? reject(error) : resolve(packed)));
  });
}
