import { lstatSync, readdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fromNameBytes, toFsPath } from '../../base/byte-name';
import { removeOrphans } from '../../base/owned-folder';
import { freeStaleLocks } from './free-stale-locks';
import { pairIn } from './pair-names';
import { isCompanion } from './sidecar-schema';

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
  const before = names.filter((name) => name.startsWith(`${PUT_PREFIX}-`));
  if (before.length > 0) {
    const named = new Map(before.map((name) => [name, inodeOf(join(folder, name))] as const));
    const all = new Set(names);
    const lone = names.filter((name) => !isCompanion(name) && !all.has(`${name}.meta.json`)).map((name) => ({ name, inode: inodeOf(join(folder, name)) }));
    const twins = lone.filter(({ inode }) => inode !== null && [...named.values()].includes(inode));
    // The temporary names of those that live are kept by it: so what is still there has somebody who goes on.
    const held = twins.map((twin) => ({ ...twin, temporary: [...named].find(([, inode]) => inode === twin.inode)?.[0] ?? '' }));
    await removeOrphans(folder, '\\.tmp_put');
    for (const { name, inode, temporary } of held) {
      const { data, sidecar } = pairIn(folder, name);
      if (inodeOf(join(folder, temporary)) !== null || inodeOf(sidecar) !== null || inodeOf(data) !== inode) continue;
      unlinkSync(toFsPath(data));
    }
  }
  await freeStaleLocks(folder, names);
}

function inodeOf(path: string): string | null {
  const stats = lstatSync(toFsPath(path), { throwIfNoEntry: false, bigint: true });
  return stats?.isFile() ? `${stats.dev}/${stats.ino}` : null;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(toFsPath(folder), { encoding: 'buffer' }).map((name) => fromNameBytes(name));
  } catch {
    // Not there yet, or not to be read: what follows says so.
    return [];
  }
}
