import { createHash } from 'node:crypto';
import { closeSync, constants, fchmodSync, futimesSync, open as openFile, openSync, readSync, rmSync, write, writeSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { toFsPath } from '../../../base/byte-name';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { cloneFile } from '../../actions/clone-file';
import { copyVerified, hashAt } from '../../actions/copy-verified';
import type { FileVersion } from '../../actions/file-version';
import type { WriteThrough } from '../../actions/write-through';
import { t } from '../../../shared/words/words';

/** Smaller files are read whole: one look at the bytes serves the check and the copy. */
const WHOLE_BYTES = 1024 * 1024;
/** So few are read and written without leaving the thread: that takes less than the way to another one and back. */
const AT_ONCE_BYTES = 64 * 1024;
const READ_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
const NEW_FLAGS = constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);

export interface CopyParts {
  writeThrough: WriteThrough;
  signal: AbortSignal;
  /** Of long ones, from 0 to 1. */
  progress(fraction: number): void;
}

/**
 * Copies a file's bytes, times and rights to a new name, on the disk when it resolves. Nothing is left of a copy that fails.
 *
 * @param sha256 what the bytes must be; null where that is not known
 * @returns the SHA-256 of the copy
 * @throws FilemillError `file.changed` when they are not
 */
export async function copyBytes(from: string, temporary: string, version: FileVersion, sha256: string | null, parts: CopyParts): Promise<string> {
  return version.size <= WHOLE_BYTES ? copyWhole(from, temporary, version, sha256, parts) : copyLong(from, temporary, version, sha256, parts);
}

async function copyWhole(from: string, temporary: string, version: FileVersion, sha256: string | null, { writeThrough, signal }: CopyParts): Promise<string> {
  signal.throwIfAborted();
  const bytes = version.size <= AT_ONCE_BYTES ? readAtOnce(from, version.size) : await readWhole(from, version.size);
  const found = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== null && found !== sha256) throw changed();
  try {
    const copy = await openNew(temporary);
    try {
      if (bytes.length <= AT_ONCE_BYTES) writeAtOnce(copy, bytes);
      else await writeWhole(copy, bytes);
      fchmodSync(copy, version.mode);
      futimesSync(copy, Number(BigInt(version.atimeNs) / 1000n) / 1e6, Number(BigInt(version.mtimeNs) / 1000n) / 1e6);
      await writeThrough.file(copy);
      mustHold(copy, bytes);
    } finally {
      closeSync(copy);
    }
  } catch (error) {
    rmSync(toFsPath(temporary), { force: true });
    throw error;
  }
  return found;
}

/** What an end of Filemill has left under the name goes. */
async function openNew(temporary: string): Promise<number> {
  try {
    return await create(temporary);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    rmSync(toFsPath(temporary), { force: true });
    return create(temporary);
  }
}

/** In another thread: a new name waits for the disk where others write names through. */
const create = (path: string): Promise<number> =>
  new Promise((resolve, reject) => {
    openFile(toFsPath(path), NEW_FLAGS, 0o600, (error, descriptor) => (error ? reject(error) : resolve(descriptor)));
  });

function writeAtOnce(copy: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(copy, bytes, at);
}

async function writeWhole(copy: number, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += await writeSome(copy, bytes, at);
}

const writeSome = (copy: number, bytes: Buffer, at: number): Promise<number> =>
  new Promise((resolve, reject) => {
    write(copy, bytes, at, bytes.length - at, null, (error, written) => (error ? reject(error) : resolve(written)));
  });

/** What was written is read again. @throws FilemillError `file.changed` */
function mustHold(copy: number, bytes: Buffer): void {
  const piece = Buffer.allocUnsafe(Math.min(bytes.length, AT_ONCE_BYTES));
  for (let at = 0; at < bytes.length; ) {
    const count = readSync(copy, piece, 0, piece.length, at);
    if (count === 0 || bytes.compare(piece, 0, count, at, at + count) !== 0) throw notEqual();
    at += count;
  }
}

function readAtOnce(path: string, size: number): Buffer {
  const file = openSync(toFsPath(path), READ_FLAGS);
  try {
    // One byte more, to tell a file that has grown.
    const bytes = Buffer.allocUnsafe(size + 1);
    let filled = 0;
    for (let count = -1; count !== 0 && filled < bytes.length; filled += count) count = readSync(file, bytes, filled, bytes.length - filled, filled);
    if (filled !== size) throw changed();
    return bytes.subarray(0, size);
  } finally {
    closeSync(file);
  }
}

async function readWhole(path: string, size: number): Promise<Buffer> {
  const handle = await open(toFsPath(path), READ_FLAGS);
  try {
    const bytes = Buffer.allocUnsafe(size + 1);
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    if (filled !== size) throw changed();
    return bytes.subarray(0, size);
  } finally {
    await handle.close();
  }
}

async function copyLong(from: string, temporary: string, version: FileVersion, sha256: string | null, { signal, progress }: CopyParts): Promise<string> {
  const known = sha256 ?? (await hashAt(from, signal));
  await rm(toFsPath(temporary), { force: true });
  if (await cloneFile(from, temporary, version)) {
    if ((await hashAt(temporary, signal)) === known) return known;
    await rm(toFsPath(temporary), { force: true });
    throw changed();
  }
  await copyVerified(from, temporary, version, known, { temporary, signal, progress });
  return known;
}

const notEqual = (): FilemillError => new FilemillError('file.changed', t('The copy did not come out equal to the file.'), { hint: t('The file stays where it is.') });
const changed = (): FilemillError => new FilemillError('file.changed', t('The file has changed since it was read.'), { hint: t('The newer version is read, and its rules are asked.') });
