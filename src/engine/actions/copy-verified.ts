import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, constants, linkSync, lutimesSync, renameSync, unlinkSync } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from '../../base/atomic-write';
import { toFsPath } from '../../base/byte-name';
import { FilemillError } from '../../shared/errors/filemill-error';
import { isThere, type FileVersion } from './file-version';
import { t } from '../../shared/words/words';

const PIECE_BYTES = 1024 * 1024;
const READ_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
const NEW_FLAGS = constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);

/** A file's SHA-256. Never follows a link, never waits at a pipe; stops at the signal. */
export async function hashAt(path: string, signal?: AbortSignal): Promise<string> {
  const handle = await open(toFsPath(path), READ_FLAGS);
  try {
    return await hashOf(handle, signal);
  } finally {
    await handle.close();
  }
}

/**
 * Copies a file under a temporary name beside `to`, with its times and rights, writes it through to the disk and reads
 * it again. Nothing is left of a copy that fails.
 *
 * @param more the temporary name, where one must be known after a crash; `progress` from 0 to 1
 * @returns the temporary path; `place` gives it its name
 * @throws FilemillError `file.changed` when the bytes are not the expected ones
 */
export async function copyVerified(
  from: string,
  to: string,
  version: FileVersion,
  sha256: string,
  { temporary = join(dirname(to), `.tmp_${randomBytes(6).toString('hex')}`), signal, progress }: { temporary?: string; signal?: AbortSignal; progress?: (fraction: number) => void } = {},
): Promise<string> {
  await rm(toFsPath(temporary), { force: true });
  try {
    const source = await open(toFsPath(from), READ_FLAGS);
    try {
      const copy = await open(toFsPath(temporary), NEW_FLAGS, 0o600);
      try {
        let copied = 0;
        for await (const piece of piecesOf(source, signal)) {
          await writeWhole(copy, piece);
          copied += piece.length;
          // Reading it again is the rest.
          progress?.(Math.min(1, copied / Math.max(1, version.size)) / 2);
        }
        await copy.chmod(version.mode);
        await copy.sync();
        if ((await hashOf(copy, signal)) !== sha256) {
          throw new FilemillError('file.changed', t('The copy did not come out equal to the file.'), { hint: t('The file stays where it is.') });
        }
      } finally {
        await copy.close();
      }
    } finally {
      await source.close();
    }
    setTimes(temporary, version);
    return temporary;
  } catch (error) {
    await rm(toFsPath(temporary), { force: true });
    throw error;
  }
}

/** Gives what was copied its name; a file that has it already is never overwritten. */
export function place(temporary: string, to: string): void {
  try {
    linkSync(toFsPath(temporary), toFsPath(to));
    unlinkSync(toFsPath(temporary));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' || isThere(to)) throw error;
    renameSync(toFsPath(temporary), toFsPath(to));
  }
  syncFolder(dirname(to));
}

/** To the microsecond, which is what can be set. */
export function setTimes(path: string, { atimeNs, mtimeNs }: Pick<FileVersion, 'atimeNs' | 'mtimeNs'>): void {
  lutimesSync(toFsPath(path), Number(BigInt(atimeNs) / 1000n) / 1e6, Number(BigInt(mtimeNs) / 1000n) / 1e6);
}

/** As they were before: permission bits and times. */
export function setRights(path: string, version: Pick<FileVersion, 'mode' | 'atimeNs' | 'mtimeNs'>): void {
  chmodSync(toFsPath(path), version.mode);
  setTimes(path, version);
}

async function writeWhole(handle: FileHandle, piece: Uint8Array): Promise<void> {
  for (let at = 0; at < piece.length; ) at += (await handle.write(piece, at)).bytesWritten;
}

async function hashOf(handle: FileHandle, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of piecesOf(handle, signal)) hash.update(piece);
  return hash.digest('hex');
}

async function* piecesOf(handle: FileHandle, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const piece = Buffer.allocUnsafe(PIECE_BYTES);
  for (let at = 0; ; ) {
    signal?.throwIfAborted();
    const { bytesRead } = await handle.read(piece, 0, piece.length, at);
    if (bytesRead === 0) return;
    yield piece.subarray(0, bytesRead);
    at += bytesRead;
  }
}
