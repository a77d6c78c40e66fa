import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fromNameBytes, toFsPath } from '../../base/byte-name';
import { freeStaleLocks } from '../../base/lock/free-stale-locks';
import { removeOrphans } from '../../base/owned-folder';
import { takeBackUnfinished } from './put-note';

export const PUT_PREFIX = '.tmp_put';
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Who was killed and comes back later than this finds its leftovers by `handoff check`. */
const MOST_DAYS = 7;

/**
 * After a kill: data that got its name but not yet its sidecar is taken back (its source stayed where it was), temporary names and our own locks go.
 *
 * @param to the folder that holds the dated folders
 */
export async function recoverPuts(to: string): Promise<void> {
  const days = namesIn(to).filter((name) => DAY.test(name)).sort().slice(-MOST_DAYS);
  for (const day of days) await recoverDay(join(to, day));
}

async function recoverDay(folder: string): Promise<void> {
  const names = namesIn(folder);
  await takeBackUnfinished(folder, names);
  if (names.some((name) => name.startsWith(`${PUT_PREFIX}-`))) await removeOrphans(folder, '\\.tmp_put');
  await freeStaleLocks(folder, names);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(toFsPath(folder), { encoding: 'buffer' }).map((name) => fromNameBytes(name));
  } catch {
    // Not there yet, or not to be read: what follows says so.
    return [];
  }
}
