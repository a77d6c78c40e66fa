import { tarNumber } from './tar-number';

export const BLOCK_BYTES = 512;
/** An archive without entries is zeros: its end mark alone, or filled up as usual. */
export const EMPTY_TAR_BYTES: ReadonlySet<number> = new Set([2 * BLOCK_BYTES, 20 * BLOCK_BYTES]);
/** Enough of a stream for {@link beginsTar}. */
export const TELLING_BYTES = 20 * BLOCK_BYTES + 1;

/** @param head the first {@link TELLING_BYTES} of something, or all of it */
export function beginsTar(head: Buffer): boolean {
  return isTarHeader(head.subarray(0, BLOCK_BYTES)) || (EMPTY_TAR_BYTES.has(head.length) && head.every((byte) => byte === 0));
}

export function isZeroBlock(block: Buffer): boolean {
  for (let at = 0; at < BLOCK_BYTES; at += 1) if (block[at] !== 0) return false;
  return true;
}

/** Whether a block is a header of an entry: its checksum decides, as old archives have no other mark. */
export function isTarHeader(block: Buffer): boolean {
  if (block.length < BLOCK_BYTES) return false;
  const told = tarNumber(block, 148, 156);
  if (!(told > 0)) return false;
  // The checksum's own eight bytes count as spaces.
  let sum = 8 * 0x20;
  for (let at = 0; at < 148; at += 1) sum += block[at] as number;
  for (let at = 156; at < BLOCK_BYTES; at += 1) sum += block[at] as number;
  return sum === told || sum - 256 * highBytes(block) === told;
}

/** Some old programs summed up signed bytes. */
function highBytes(block: Buffer): number {
  let count = 0;
  for (let at = 0; at < BLOCK_BYTES; at += 1) if ((block[at] as number) > 0x7f && (at < 148 || at >= 156)) count += 1;
  return count;
}
