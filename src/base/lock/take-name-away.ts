import { linkSync, renameSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { toFsPath } from '../byte-name';
import { ownedName } from '../owned-folder';
import { hasName, LOCK_PREFIX } from './open-lock';

/** Takes the name of a lock away. Another may do the same at the same moment: what is taken away is looked at, and put back if it is not the open file. */
export function takeNameAway(path: string, fd: number): void {
  const aside = join(dirname(path), ownedName(LOCK_PREFIX));
  renameSync(toFsPath(path), toFsPath(aside));
  try {
    if (!hasName(fd, aside)) linkSync(toFsPath(aside), toFsPath(path));
  } finally {
    unlinkSync(toFsPath(aside));
  }
}
