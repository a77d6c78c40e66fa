import { createHash } from 'node:crypto';
import { CHUNK_BYTES, type OpenFile } from './open-file';

export interface FileHashes {
  /** SHA-256 of the whole file, hex. */
  sha256: string;
  /** SHA-256 of its first megabyte (2^20 bytes), hex. */
  headSha256: string;
  /** The first megabyte is that of the version before, and the rest was not read. */
  isSameHead: boolean;
}

/**
 * Hashes a file at two buffers of memory. `onHashed` hears of the bytes done so far. With `known`, reading ends after
 * the first megabyte when that has not changed. Throws what reading throws, and `call.cancelled`.
 */
export async function hashFile(
  file: OpenFile,
  signal: AbortSignal,
  onHashed: (doneBytes: number) => void = () => undefined,
  known: { sha256: string; headSha256: string } | null = null,
): Promise<FileHashes> {
  const small = file.sha256OfSmall;
  if (small) return { sha256: small, headSha256: small, isSameHead: known?.headSha256 === small };
  const hash = createHash('sha256');
  let headSha256 = '';
  let doneBytes = 0;
  for await (const piece of file.chunks(CHUNK_BYTES, signal)) {
    hash.update(piece);
    if (doneBytes === 0) {
      headSha256 = hash.copy().digest('hex');
      if (known?.headSha256 === headSha256) return { ...known, isSameHead: true };
    }
    doneBytes += piece.length;
    onHashed(doneBytes);
  }
  return { sha256: hash.digest('hex'), headSha256, isSameHead: false };
}
