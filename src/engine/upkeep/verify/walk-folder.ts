import type { Dir, Dirent } from 'node:fs';
import { opendir } from 'node:fs/promises';
import { fromNameBytes } from '../../../base/byte-name';
import { PRUNED_DIRECTORIES } from '../../stages/admit/junk-names';
import { fsPathOf } from './compare-file';

const pruned = new Set<string>(PRUNED_DIRECTORIES);

export interface Walker {
  /** Everything in the folder that is no folder itself; paths as the ledger writes them. */
  entry(path: string, name: string): void;
  /** A folder into which the mill writes and never looks. */
  aside(path: string): void;
  unreadable(path: string): void;
}

/** Looks at every name that the watcher would look at, one folder open at a time. */
export async function walkFolder(root: string, recursive: boolean, walker: Walker): Promise<void> {
  const pending = [''];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    try {
      for await (const { name, path, entry } of namesIn(root, folder)) {
        if (!entry.isDirectory()) walker.entry(path, name);
        else if (pruned.has(name)) walker.aside(path);
        else if (recursive) pending.push(path);
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') walker.unreadable(folder);
    }
  }
}

export async function* namesIn(root: string, folder: string): AsyncGenerator<{ name: string; path: string; entry: Dirent }> {
  // Node hands the bytes of names with this encoding; its types do not say so.
  const directory: Dir = await opendir(fsPathOf(root, folder), { encoding: 'buffer' as BufferEncoding });
  for await (const entry of directory) {
    const name = fromNameBytes(entry.name as unknown as Uint8Array);
    yield { name, path: folder === '' ? name : `${folder}/${name}`, entry };
  }
}

/** Whether the watcher looks at files there: a path that it looked at before may be out of its sight since. */
export function isInSight(path: string, recursive: boolean): boolean {
  const folders = path.split('/').slice(0, -1);
  return folders.length === 0 || (recursive && !folders.some((name) => pruned.has(name)));
}
