import { rmdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { toFsPath } from '../../base/byte-name';
import { isThere } from '../actions/file-version';

/** The folder and those above it that are not there, deepest first. */
export function foldersToMake(folder: string): string[] {
  const missing: string[] = [];
  for (let at = folder; !isThere(at) && at !== dirname(at); at = dirname(at)) missing.push(at);
  return missing;
}

/** Takes a folder away that holds nothing. */
export function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(toFsPath(folder));
  } catch {
    // Somebody has put something there, or it is not there.
  }
}
