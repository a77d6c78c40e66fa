import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { toFsPath } from './byte-name';

/**
 * Makes a folder and those above it that are missing, one by one: `mkdirSync` with `recursive` never returns where the system
 * says of a folder that is there that it is not, as below `/proc` (seen with Node 24.21).
 *
 * @param path absolute
 * @param mode of those that are made
 * @returns those that were made, the outermost first
 * @throws what `mkdirSync` throws; `ENOTDIR` where something else has the name
 */
export function makeFolders(path: string, mode?: number): string[] {
  const missing: string[] = [];
  const made: string[] = [];
  let at = path;
  while (!isFolder(at)) {
    missing.push(at);
    if (dirname(at) === at) break;
    at = dirname(at);
  }
  for (const folder of missing.reverse()) {
    try {
      mkdirSync(toFsPath(folder), { mode });
      made.push(folder);
    } catch (error) {
      // Somebody else was faster.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !isFolder(folder)) throw error;
    }
  }
  return made;
}

function isFolder(path: string): boolean {
  const found = statSync(toFsPath(path), { throwIfNoEntry: false });
  if (found && !found.isDirectory()) throw Object.assign(new Error(`ENOTDIR: not a directory, '${path}'`), { code: 'ENOTDIR', syscall: 'mkdir', path });
  return found !== undefined;
}
