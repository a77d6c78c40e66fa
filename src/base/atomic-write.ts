import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { toFsPath } from './byte-name';

/**
 * Writes a whole file so that a reader sees the old bytes or the new ones, never a part, also after a power loss:
 * temporary name on the same file system → fsync → rename → fsync of the folder.
 *
 * @param mode permission bits of a new file; 0600 for what belongs to the user alone
 * @param temporary in the same folder, and free; for files beside other people's, where a kill must not leave what nobody knows
 */
export function atomicWrite(path: string, content: string | Uint8Array, mode = 0o600, temporary = join(dirname(path), `.tmp_${randomBytes(6).toString('hex')}`)): void {
  const folder = dirname(path);
  const descriptor = openSync(toFsPath(temporary), 'wx', mode);
  try {
    try {
      const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
      let written = 0;
      while (written < bytes.length) written += writeSync(descriptor, bytes, written);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(toFsPath(temporary), toFsPath(path));
  } catch (error) {
    rmSync(toFsPath(temporary), { force: true });
    throw error;
  }
  syncFolder(folder);
}

/** Makes a rename durable. Windows can't open folders, and does not need it. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(toFsPath(folder), 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
