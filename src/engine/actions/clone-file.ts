import { constants } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import { toFsPath } from '../../base/byte-name';
import { setRights } from './copy-verified';
import type { FileVersion } from './file-version';

/**
 * A copy that shares its blocks with the file until one of the two is written to: at once, and it costs no room.
 *
 * @returns false where the file system can't; nothing is there then
 */
export async function cloneFile(from: string, to: string, version: FileVersion): Promise<boolean> {
  try {
    await copyFile(toFsPath(from), toFsPath(to), constants.COPYFILE_FICLONE_FORCE | constants.COPYFILE_EXCL);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    await rm(toFsPath(to), { force: true });
    return false;
  }
  setRights(to, version);
  return true;
}
