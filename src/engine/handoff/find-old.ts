import { lstatSync } from 'node:fs';
import { ageOf } from '../../base/age';
import { toFsPath } from '../../base/byte-name';
import { freeStaleLocks } from '../../base/lock/free-stale-locks';
import { walkFolders } from './find-names';
import { pathIn } from './pair-names';

/** Files that go together: data, its sidecar, its `.error`. */
export interface OldUnit {
  folder: string;
  /** Of the data, also where that is gone. */
  name: string;
  /** In the order in which they leave: the data last. */
  files: string[];
  /** A lock lay beside the data when its folder was read. */
  hadLock: boolean;
}

const LOCK_ENDING = '.lock';
const COMPANION = /\.(?:meta\.json|error)$/;

/** What has lain below a folder for so long, by the youngest of what goes together. Locks, hidden files and all that is no plain file are left out. */
export async function* findOld(root: string, olderThanMs: number, without: string, signal?: AbortSignal): AsyncGenerator<OldUnit> {
  for (const { folder, names } of walkFolders(root, { withResults: true, without, signal })) {
    await freeStaleLocks(folder, names);
    const units = new Map<string, string[]>();
    const locked = new Set<string>();
    for (const name of names) {
      if (name.endsWith(LOCK_ENDING)) locked.add(name.slice(0, -LOCK_ENDING.length));
      if (name.startsWith('.') || name.endsWith(LOCK_ENDING)) continue;
      const own = name.replace(COMPANION, '');
      const files = units.get(own);
      if (!files) units.set(own, [name]);
      else if (name === own) files.push(name);
      else files.unshift(name);
    }
    for (const [name, files] of units) {
      // Sorted names have the data first.
      const ordered = files.toSorted((one, other) => Number(one === name) - Number(other === name));
      if (ordered.every((file) => isOld(pathIn(folder, file), olderThanMs))) yield { folder, name, files: ordered, hadLock: locked.has(name) };
    }
  }
}

function isOld(path: string, olderThanMs: number): boolean {
  const stats = lstatSync(toFsPath(path), { throwIfNoEntry: false });
  return stats?.isFile() === true && ageOf(stats.mtimeMs) >= olderThanMs;
}
