import { createHash } from 'node:crypto';
import { CHUNK_BYTES, type OpenFile } from './open-file';

/**
 * SHA-256 of the whole file in hex, at two buffers of memory. `onHashed` hears of the bytes done so far.
 * Throws what reading throws, and `call.cancelled`.
 */
export async function hashFile(
  file: OpenFile,
  signal: AbortSignal,
  onHashed: (doneBytes: number) => void = () => undefined,
): Promise<string> {
  const small = file.sha256OfSmall;
  if (small) return small;
  const hash = createHash('sha256');
  let doneBytes = 0;
  for await (const piece of file.chunks(CHUNK_BYTES, signal)) {
    hash.update(piece);
    doneBytes += piece.length;
    onHashed(doneBytes);
  }
  return hash.digest('hex');
}
