import { closeSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { toFsPath } from '../../base/byte-name';

/** Other programs may read what it becomes. */
export const MODE = 0o644;

/** Opens a new file of ours. */
export const openTemporary = (path: string): number => openSync(toFsPath(path), 'wx+', MODE);

export function writeWhole(fd: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
}

/** @returns the open descriptor; nothing is on the disk for sure yet */
export function writeTemporary(path: string, bytes: Uint8Array): number {
  const fd = openTemporary(path);
  try {
    writeWhole(fd, bytes);
    return fd;
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

/** Does nothing where it has gone. */
export function dropTemporary(path: string): void {
  try {
    unlinkSync(toFsPath(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
