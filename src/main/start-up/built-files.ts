import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where the build put the programs of the other processes; this file ends up in `out/main` or `out/main/chunks`. */
const built = locateBuild(import.meta.dirname);

export const preloadPath = join(built, 'preload', 'preload.cjs');
export const rendererFolder = join(built, 'renderer');

export type ProgramName = 'engine' | 'watcher' | 'worker';
export const programPath = (name: ProgramName): string => join(built, 'main', `${name}.js`);

/** Sample files, icons and model data, beside the program in development and inside the package later. */
export function resourcesFolder(appFolder: string): string {
  const beside = join(appFolder, 'resources');
  return existsSync(beside) ? beside : process.resourcesPath;
}

/** What people read, likewise. */
export function docsFolder(appFolder: string): string {
  const beside = join(appFolder, 'docs');
  return existsSync(beside) ? beside : join(process.resourcesPath, 'docs');
}

function locateBuild(here: string): string {
  const inMain = join(here, '..');
  return existsSync(join(inMain, 'preload')) ? inMain : join(inMain, '..');
}
