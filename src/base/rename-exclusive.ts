import { createRequire } from 'node:module';
import { toFsPath } from './byte-name';

/** Of <fcntl.h> and <linux/fs.h>. */
const AT_FDCWD = -100;
const RENAME_NOREPLACE = 1;
const EEXIST = 17;

type Rename = (from: string, to: string) => boolean | null;
let native: Rename | null | undefined;

function load(): Rename | null {
  if (process.platform !== 'linux') return null;
  try {
    const koffi = createRequire(import.meta.url)('koffi') as typeof import('koffi');
    const renameat2 = koffi.load('libc.so.6').func('int renameat2(int fromFolder, const char *from, int toFolder, const char *to, unsigned int flags)') as (...args: unknown[]) => number;
    return (from, to) => {
      if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) === 0) return true;
      return koffi.errno() === EEXIST ? false : null;
    };
  } catch {
    return null;
  }
}

/**
 * Renames a file unless the new name is taken, in one step: renameat2(2).
 *
 * @returns false when it is taken; null where that can't be asked for (other systems, some network drives, names that are no UTF-8), or it failed
 */
export function renameExclusive(from: string, to: string): boolean | null {
  const [plainFrom, plainTo] = [toFsPath(from), toFsPath(to)];
  if (typeof plainFrom !== 'string' || typeof plainTo !== 'string') return null;
  native ??= load();
  return native?.(plainFrom, plainTo) ?? null;
}
