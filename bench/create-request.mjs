import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What a person gets who chooses nothing. */
export const RECIPE = { format: 'zip', level: 6, preservePaths: true, metadata: false, password: null, hideNames: true, isReproducible: false };

/** All files of a folder, those below others included, as workers are asked to pack them. */
export function packSources(folder, below = '') {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) return packSources(folder, name);
    const path = join(folder, name);
    const { size, mtimeMs, mode } = statSync(path);
    return [{ path, name, isFolder: false, size, mtimeMs, mode: mode & 0o777 }];
  });
}

/** Has a worker make an archive of a folder's files. */
export async function createWith(worker, folder, format, target) {
  await worker.call('archive.create', { fileId: 1, sources: packSources(folder), recipe: { ...RECIPE, format }, target });
  return target;
}
