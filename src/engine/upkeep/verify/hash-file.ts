import { createHash } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { open } from 'node:fs/promises';

const PIECE = 1024 * 1024;

/** What a file's bytes are; null when it changed or went away meanwhile. Never follows a link, never waits at a pipe. */
export async function hashFile(fsPath: string | Buffer, known: { size: number; mtimeMs: number }, onlyHead: boolean): Promise<string | null> {
  const handle = await open(fsPath, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)).catch((error) => {
    if (['ENOENT', 'ELOOP', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  });
  if (!handle) return null;
  try {
    const isSame = (stat: Stats): boolean =>
      stat.isFile() && stat.size === known.size && Math.abs(stat.mtimeMs - known.mtimeMs) < 1;
    if (!isSame(await handle.stat())) return null;
    const hash = createHash('sha256');
    const piece = Buffer.allocUnsafe(Math.min(PIECE, Math.max(known.size, 1)));
    for (let at = 0; ; ) {
      const { bytesRead } = await handle.read(piece, 0, piece.length, at);
      hash.update(piece.subarray(0, bytesRead));
      at += bytesRead;
      if (bytesRead === 0 || (onlyHead && at >= PIECE)) break;
    }
    return isSame(await handle.stat()) ? hash.digest('hex') : null;
  } finally {
    await handle.close();
  }
}
