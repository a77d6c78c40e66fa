import { mkdirSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { toFsPath } from '../../base/byte-name';

/** Never entered by watchers and scans (`stages/admit/junk-names`). */
const STAGING = '.filemill-staging';

/** The folder beside what will be written, on its file system, so that delivery is a rename. */
export const stagingPath = (folder: string, id: number | string): string => join(folder, STAGING, String(id));

/** Makes it; it is new, or was left by an end of Filemill and is emptied. */
export function openStaging(path: string): void {
  rmSync(toFsPath(path), { recursive: true, force: true });
  mkdirSync(toFsPath(path), { recursive: true, mode: 0o755 });
}

/** Takes it away with all that is in it; touches nothing that is no staging folder. */
export function closeStaging(path: string): void {
  if (basename(dirname(path)) !== STAGING) return;
  rmSync(toFsPath(path), { recursive: true, force: true });
  try {
    rmdirSync(toFsPath(dirname(path)));
  } catch {
    // Another act uses it, or it is not there.
  }
}
