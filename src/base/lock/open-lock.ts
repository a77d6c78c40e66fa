import { closeSync, constants, fstatSync, lstatSync, openSync } from 'node:fs';
import { toFsPath } from '../byte-name';

export type LockKind = 'none' | 'file' | 'folder' | 'link' | 'special' | 'denied';

/** Of the temporary names beside a lock; what a kill leaves of them `freeStaleLocks` takes away. */
export const LOCK_PREFIX = '.tmp_lock';

/** There for moments only, under whatever folder. @param path with `/` */
export const isLockInMaking = (path: string): boolean => path.startsWith(`${LOCK_PREFIX}-`, path.lastIndexOf('/') + 1);

const FLAGS = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** What has the name of a lock, opened where it is a file. Nothing is followed, waited for, made or emptied. */
export function openLock(path: string): { kind: Exclude<LockKind, 'file'> } | { kind: 'file'; fd: number; canWrite: boolean } {
  const there = lstatSync(toFsPath(path), { throwIfNoEntry: false });
  if (!there) return { kind: 'none' };
  if (there.isDirectory()) return { kind: 'folder' };
  if (there.isSymbolicLink()) return { kind: 'link' };
  if (!there.isFile()) return { kind: 'special' };
  for (const canWrite of [true, false]) {
    try {
      const fd = openSync(toFsPath(path), FLAGS | (canWrite ? constants.O_RDWR : constants.O_RDONLY));
      if (fstatSync(fd).isFile()) return { kind: 'file', fd, canWrite };
      closeSync(fd);
      return { kind: 'special' };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Its holder is about to take it away, and asks at this instant who else has it open.
      if (code === 'ENOENT' || code === 'EAGAIN') return { kind: 'none' };
      if (code === 'ELOOP') return { kind: 'link' };
      if (code === 'EISDIR') return { kind: 'folder' };
      if (!canWrite) return { kind: 'denied' };
    }
  }
  return { kind: 'denied' };
}

/** Whether the open file is the one that has the name now. */
export function hasName(fd: number, path: string): boolean {
  const named = lstatSync(toFsPath(path), { throwIfNoEntry: false, bigint: true });
  if (!named) return false;
  const open = fstatSync(fd, { bigint: true });
  return named.ino === open.ino && named.dev === open.dev;
}
