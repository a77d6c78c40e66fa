const MAGIC = 0x184d2a50;
/** Of the magic number and the length behind it. */
export const SKIPPABLE_HEAD_BYTES = 8;

/**
 * Bytes of a skippable frame that begins here, as Zstandard and LZ4 let other programs put before their own (RFC 8878,
 * 3.1.2); null where none begins.
 */
export function skippableBytes(head: Buffer, at = 0): number | null {
  if (at + SKIPPABLE_HEAD_BYTES > head.length || (head.readUInt32LE(at) & ~15) !== MAGIC) return null;
  return SKIPPABLE_HEAD_BYTES + head.readUInt32LE(at + 4);
}

/** Where what is packed begins, as far as the head of a file tells; 0 where no frame is skipped. */
export function packedStart(head: Buffer): number {
  let at = 0;
  for (let bytes = skippableBytes(head, at); bytes !== null; bytes = skippableBytes(head, at)) at += bytes;
  return at;
}
