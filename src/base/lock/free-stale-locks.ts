import { join } from 'node:path';
import { FilemillError } from '../../shared/errors/filemill-error';
import { removeOrphans } from '../owned-folder';
import { acquireLock } from './acquire-lock';
import { lockPathOf, lookAtLock } from './look-at-lock';
import { LOCK_PREFIX } from './open-lock';

const ENDING = '.lock';

/** Takes away what killed processes have left of locks in a folder: those whose holders are dead beyond doubt, and our own temporary names. @returns how many locks */
export async function freeStaleLocks(folder: string, names: readonly string[]): Promise<number> {
  let freed = 0;
  if (names.some((name) => name.startsWith(`${LOCK_PREFIX}-`))) await removeOrphans(folder, '\\.tmp_lock');
  for (const name of names) {
    if (!name.endsWith(ENDING) || name.startsWith('.') || name === ENDING) continue;
    if (await breakStaleLock(join(folder, name.slice(0, -ENDING.length)))) freed += 1;
  }
  return freed;
}

/** Takes the lock of a file and lets it go again, if its holder is dead beyond doubt. @returns whether it was so */
export async function breakStaleLock(path: string): Promise<boolean> {
  if (lookAtLock(lockPathOf(path)).state !== 'stale') return false;
  try {
    (await acquireLock(path, { purpose: 'break', waitMs: 0 })).release();
    return true;
  } catch (error) {
    if (error instanceof FilemillError) return false;
    throw error;
  }
}
