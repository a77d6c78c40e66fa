import { linkSync, rmSync } from 'node:fs';
import { toFsPath } from '../../base/byte-name';
import { renameExclusive } from '../../base/rename-exclusive';
import { moveName } from './move-name';
import { unlessTaken } from './unless-taken';

/**
 * Gives a file under a temporary name of ours its own; a file that has it is never overwritten.
 *
 * @returns false when the name is taken
 */
export function giveName(temporary: string, to: string): boolean {
  const isRenamed = renameExclusive(temporary, to);
  if (isRenamed !== null) return isRenamed;
  if (!linkName(temporary, to)) return false;
  rmSync(toFsPath(temporary), { force: true });
  return true;
}

/** As `giveName`, but the temporary name stays, too, where a file can have two. */
export function linkName(temporary: string, to: string): boolean {
  try {
    linkSync(toFsPath(temporary), toFsPath(to));
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (['ENOENT', 'ENOSPC', 'EROFS', 'EACCES'].includes(code ?? '')) throw error;
    return unlessTaken(() => moveName(temporary, to));
  }
}
