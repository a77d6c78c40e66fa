import { rmdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { toFsPath } from '../../base/byte-name';
import type { Database } from '../store/database';
import { wasMade } from '../store/made-folders';

/**
 * Folders that were made for what has lain at these places, from the innermost outwards, as far as they are empty now.
 *
 * @param targets absolute paths of what was taken away
 * @returns those that were removed
 */
export function removeMadeFolders(database: Database, targets: readonly string[]): string[] {
  const removed: string[] = [];
  for (const first of new Set(targets.map((target) => dirname(target)))) {
    for (let folder = first; wasMade(database, folder) && isRemoved(folder); folder = dirname(folder)) removed.push(folder);
  }
  return removed;
}

/** False where something lies in it, or it can't be removed: it stays, as nobody's data hangs on it. */
function isRemoved(folder: string): boolean {
  try {
    rmdirSync(toFsPath(folder));
    return true;
  } catch {
    return false;
  }
}
