import { linkSync, renameSync, rmSync } from 'node:fs';
import { toFsPath } from '../../base/byte-name';
import { settleFolders } from './move-name';

/**
 * Puts a hard link to `keeper` in the place of `path`, in one step: at every instant one of the two lies there.
 *
 * @param temporary a name beside it
 * @throws an error with the code EXDEV, EPERM or EMLINK where the file system can't link the two
 */
export function linkTo(keeper: string, path: string, temporary: string): void {
  rmSync(toFsPath(temporary), { force: true });
  linkSync(toFsPath(keeper), toFsPath(temporary));
  try {
    renameSync(toFsPath(temporary), toFsPath(path));
  } catch (error) {
    rmSync(toFsPath(temporary), { force: true });
    throw error;
  }
  settleFolders(path);
}
