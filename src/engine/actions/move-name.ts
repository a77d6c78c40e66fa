import { linkSync, renameSync, unlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncFolder } from '../../base/atomic-write';
import { toFsPath } from '../../base/byte-name';
import { isThere, lookAt } from './file-version';

/** What moving says where the two names can't be of one file system. */
export const isOtherDevice = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EXDEV';

/**
 * Gives a file another name on its own file system; a file that has that name already is never overwritten. Its number,
 * times and rights stay.
 *
 * @throws an error with the code EXDEV when the two places are on different file systems, EEXIST when the name is taken
 */
export function moveName(from: string, to: string): void {
  // A hard link fails when the name is taken, which a rename would not; where links can't be made a rename must do.
  try {
    linkSync(toFsPath(from), toFsPath(to));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (['EEXIST', 'ENOENT', 'ENOSPC', 'EROFS', 'EACCES'].includes(code ?? '')) throw error;
    if (isThere(to)) throw Object.assign(new Error(`${to} exists`), { code: 'EEXIST' });
    renameSync(toFsPath(from), toFsPath(to));
    return;
  }
  try {
    // Another file may have been put in its place this very moment: it stays.
    if (lookAt(from)?.ino === lookAt(to)?.ino) unlinkSync(toFsPath(from));
  } catch (error) {
    // The old name can't be taken away: so the new one goes, and the file has one name.
    unlinkSync(toFsPath(to));
    throw error;
  }
}

/** Makes moves durable; some network drives can't, and the move holds all the same. */
export function settleFolders(...paths: string[]): void {
  for (const folder of new Set(paths.map((path) => dirname(path)))) {
    try {
      syncFolder(folder);
    } catch {
      // as said above
    }
  }
}
