import { isDamage } from './archive-failure';

/** The first `count` bytes of a stream, fewer if it has no more or is damaged; the stream is ended. */
export async function firstBytes(pieces: AsyncIterable<Buffer>, count: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let missing = count;
  try {
    for await (const piece of pieces) {
      parts.push(Buffer.from(piece.subarray(0, missing)));
      missing -= Math.min(missing, piece.length);
      if (missing === 0) break;
    }
  } catch (thrown) {
    // Whoever reads all of it will be told.
    if (!isDamage(thrown)) throw thrown;
  }
  return Buffer.concat(parts);
}
