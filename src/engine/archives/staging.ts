import { randomUUID } from 'node:crypto';
import { rmdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { toFsPath } from '../../base/byte-name';
import { makeFolders } from '../../base/make-folders';
import { ownedName, removeOrphans } from '../../base/owned-folder';
import { FilemillError } from '../../shared/errors/filemill-error';
import { displayName } from '../../shared/model/display-name';
import { lookAt } from '../actions/file-version';
import { t } from '../../shared/words/words';

/** Never entered by watchers and scans (`stages/admit/junk-names`). */
export const STAGING = '.filemill-staging';

/** A new place beside what will be written, on its file system, so that delivery is a rename. No other act ever has the same. */
export const stagingPath = (folder: string, act: 'extract' | 'pack'): string => join(folder, STAGING, `${act}-${randomUUID()}`);

const TOOL = 'tool';

/** The same for an act that no ledger knows; what killed processes have left there is taken away. */
export async function toolStagingPath(folder: string): Promise<string> {
  await removeOrphans(join(folder, STAGING), TOOL);
  return join(folder, STAGING, ownedName(TOOL));
}

/** Makes it, new. Throws `file.unsafe` where a link or a file has the name of the folder that it lies in. */
export function openStaging(path: string): void {
  const parent = dirname(path);
  if (lookAt(parent)?.isDirectory() === false) {
    throw new FilemillError('file.unsafe', t('{parent} is in the way: it is no folder of Filemill’s.', { parent: displayName(parent) }), { hint: t('Remove it, then try again.') });
  }
  makeFolders(path, 0o755);
}

/** Takes it away with all that is in it; touches nothing that is no staging folder. */
export function closeStaging(path: string): void {
  if (!isStaging(path)) return;
  rmSync(toFsPath(path), { recursive: true, force: true });
  leaveParent(path);
}

/** The same after an act that was broken off: a worker that is being ended may still put something into it. */
export async function clearStaging(path: string): Promise<void> {
  if (!isStaging(path)) return;
  await rm(toFsPath(path), { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  leaveParent(path);
}

const isStaging = (path: string): boolean => basename(dirname(path)) === STAGING;

function leaveParent(path: string): void {
  try {
    rmdirSync(toFsPath(dirname(path)));
  } catch {
    // Another act uses it, or it is not there.
  }
}
