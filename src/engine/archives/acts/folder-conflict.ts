import { basename, dirname, join } from 'node:path';
import type { UnpackedEntries } from '../../../base/unpacked-rows';
import { hashAt } from '../../actions/copy-verified';
import { isThere, lookAt } from '../../actions/file-version';
import { numberedName } from '../../actions/numbered-name';
import { firstFree, type Placed, type PlaceSteps } from '../../actions/place-new';
import type { PlacementRequest } from './place-unpacked';

/** So many folders with the name are compared. */
const MOST_COMPARED = 50;

/**
 * Whether a folder of its own is not to be made, as its name is taken: by anything (`skip`), or by a folder that holds the very same files
 * (`keepIdentical`). Null where it is.
 */
export async function whoseNameIsTaken(written: UnpackedEntries, { folder, name, ownFolder, conflict }: PlacementRequest, signal: AbortSignal): Promise<(Placed & { state: 'skipped' }) | null> {
  const path = join(folder, name);
  if (ownFolder !== 'always' || !isThere(path)) return null;
  if (conflict === 'skip') return { state: 'skipped', path, why: 'taken' };
  if (conflict !== 'keepIdentical') return null;
  for (let number = 1; number <= MOST_COMPARED; number += 1) {
    const candidate = numberedName(path, number, false);
    if (!isThere(candidate)) return null;
    if (await holdsAll(candidate, written, signal)) return { state: 'skipped', path: candidate, why: 'identical' };
  }
  return null;
}

/** Each file of the archive lies there, byte by byte; there may be others besides. */
async function holdsAll(folder: string, written: UnpackedEntries, signal: AbortSignal): Promise<boolean> {
  if (!lookAt(folder)?.isDirectory()) return false;
  for (const { type, relativePath, size, sha256 } of written) {
    const there = lookAt(join(folder, relativePath));
    if (type === 'folder' ? !there?.isDirectory() : !there?.isFile() || (size !== null && Number(there.size) !== size)) return false;
    if (type === 'file' && (await hashAt(join(folder, relativePath), signal)) !== sha256) return false;
  }
  return true;
}

/** What has the name of the folder that is to be made gets the next free one. */
export async function makeWay(path: string, displace: PlaceSteps['displace']): Promise<void> {
  const there = lookAt(path);
  if (there) await displace(path, firstFree((number) => join(dirname(path), numberedName(basename(path), number, there.isFile()))));
}
