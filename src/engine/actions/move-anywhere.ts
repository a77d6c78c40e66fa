import { unlinkSync } from 'node:fs';
import { toFsPath } from '../../base/byte-name';
import { copyVerified, hashAt, place } from './copy-verified';
import { versionAt } from './file-version';
import { isOtherDevice, moveName, settleFolders } from './move-name';

/** Moves a file, also to another file system: there the copy is proved before the file goes. Overwrites nothing. */
export async function moveAnywhere(from: string, to: string): Promise<void> {
  try {
    moveName(from, to);
  } catch (error) {
    if (!isOtherDevice(error)) throw error;
    place(await copyVerified(from, to, versionAt(from), await hashAt(from)), to);
    unlinkSync(toFsPath(from));
  }
  settleFolders(from, to);
}
