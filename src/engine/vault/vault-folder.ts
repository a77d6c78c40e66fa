import { mkdirSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { toFsPath } from '../../base/byte-name';
import { isInside } from '../../base/safe-path';

/** Filemill's own place for what it took away, in the data folder: a folder for each effect. */
export const vaultOf = (dataFolder: string): string => join(dataFolder, 'vault');

/** Makes the folder in which an effect keeps its file. @returns the path that the file is to have */
export function openVault(dataFolder: string, effectId: number, source: string): string {
  const vault = vaultOf(dataFolder);
  mkdirSync(vault, { recursive: true, mode: 0o700 });
  for (let number = 1; ; number += 1) {
    const folder = join(vault, number === 1 ? `${effectId}` : `${effectId}-${number}`);
    try {
      mkdirSync(folder, { mode: 0o700 });
      return join(folder, basename(source));
    } catch (error) {
      // Left by a ledger that was lost: what is in there stays.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** The folder goes with its file; one that still holds something stays. */
export function closeVault(dataFolder: string, target: string): void {
  const folder = dirname(target);
  if (!isInside(vaultOf(dataFolder), folder) || folder === vaultOf(dataFolder)) return;
  try {
    rmdirSync(toFsPath(folder));
  } catch {
    // It is not empty, or not there.
  }
}

/** Lets go of what an effect has kept. Touches nothing outside the vault. */
export function emptyVault(dataFolder: string, target: string): void {
  const folder = dirname(target);
  if (!isInside(vaultOf(dataFolder), folder) || folder === vaultOf(dataFolder)) return;
  rmSync(toFsPath(target), { force: true });
  const left = listOf(folder);
  if (left.every((name) => name.startsWith('.tmp_'))) rmSync(toFsPath(folder), { recursive: true, force: true });
}

function listOf(folder: string): string[] {
  try {
    return readdirSync(toFsPath(folder), 'utf8');
  } catch {
    return [];
  }
}
