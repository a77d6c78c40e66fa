import { resolve } from 'node:path';
import { fileOfEffects, type Database } from '../engine/engine-queries';
import { findFiles } from './find-files';

/**
 * The file that something was done to, by where it lay then or where it was put; else by where it lies.
 *
 * @throws FilemillError `file.unknown`
 */
export function findChangedFile(database: Database, path: string): number {
  return fileOfEffects(database, resolve(path)) ?? (findFiles(database, [path])[0] as number);
}
