import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where `package.json`, `out/` and `resources/` lie: above this file, wherever the build has put it. */
export const projectFolder = findUpward(import.meta.dirname);

/** Where the built process entries lie. */
export const entryFolder = join(projectFolder, 'out', 'main');

export function version(): string {
  return (JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as { version: string }).version;
}

function findUpward(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (dirname(folder) === folder) throw new Error(`No package.json lies above ${from}.`);
  }
}
