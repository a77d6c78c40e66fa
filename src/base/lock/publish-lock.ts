import { closeSync, linkSync, openSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { toFsPath } from '../byte-name';
import { ownedName } from '../owned-folder';
import { tryFlock } from './flock';
import { writeLockNote, type LockNote } from './lock-note';
import { LOCK_PREFIX } from './open-lock';

/** As other programs make theirs: what the user's mask leaves of it. */
export const MODE = 0o666;

/**
 * Makes a lock that was not there: it gets its name with its content, and locked, in one step, by a hard link. Where there are
 * no hard links it is made under its name, and another may be faster with the kernel's lock.
 *
 * @returns the open file; null when the name is taken
 */
export function publishLock(path: string, noteWith: (hasFlock: boolean) => LockNote): number | null {
  const prepared = join(dirname(path), ownedName(LOCK_PREFIX));
  const fd = openSync(toFsPath(prepared), 'wx+', MODE);
  let isPublished = false;
  try {
    writeLockNote(fd, noteWith(tryFlock(fd) === true));
    linkSync(toFsPath(prepared), toFsPath(path));
    isPublished = true;
    return fd;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return null;
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL'].includes(code ?? '')) throw error;
    return makeUnderItsName(path, noteWith);
  } finally {
    if (!isPublished) closeSync(fd);
    unlinkSync(toFsPath(prepared));
  }
}

/** For moments: a program that opened it before we had the kernel's lock may be faster, and then it is its own. */
export function makeUnderItsName(path: string, noteWith: (hasFlock: boolean) => LockNote): number | null {
  let fd: number;
  try {
    fd = openSync(toFsPath(path), 'wx+', MODE);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return null;
    throw error;
  }
  const flocked = tryFlock(fd);
  if (flocked === false) {
    // Another program opened it in between and has it now; it will take it away itself.
    closeSync(fd);
    return null;
  }
  writeLockNote(fd, noteWith(flocked === true));
  return fd;
}
