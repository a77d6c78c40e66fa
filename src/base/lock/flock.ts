import { createRequire } from 'node:module';
import { loadWindowsLock } from './windows-lock';

/** flock(2): the same numbers on Linux and macOS. */
const LOCK_EX = 2;
const LOCK_NB = 4;
const LOCK_UN = 8;
/** EWOULDBLOCK by platform: somebody else holds it. */
const WOULD_BLOCK: Partial<Record<NodeJS.Platform, number>> = { linux: 11, darwin: 35 };
const LIBRARY: Partial<Record<NodeJS.Platform, string>> = { linux: 'libc.so.6', darwin: '/usr/lib/libSystem.B.dylib' };

interface Native {
  /** Null where there is no such lock. */
  lock: (fd: number) => boolean | null;
  unlock: (fd: number) => void;
}

let native: Native | null | undefined;

function load(): Native | null {
  if (process.platform === 'win32') return loadWindowsLock();
  const library = LIBRARY[process.platform];
  if (library === undefined) return null;
  try {
    const koffi = createRequire(import.meta.url)('koffi') as typeof import('koffi');
    const flock = koffi.load(library).func('int flock(int fd, int operation)') as (fd: number, operation: number) => number;
    const wouldBlock = WOULD_BLOCK[process.platform];
    return {
      lock: (fd) => flock(fd, LOCK_EX | LOCK_NB) === 0 || (koffi.errno() === wouldBlock ? false : null),
      unlock: (fd) => void flock(fd, LOCK_UN),
    };
  } catch {
    return null;
  }
}

/**
 * Asks the kernel for the exclusive lock that `fcntl.flock` of Python takes, without waiting. It belongs to the open file: the
 * kernel frees it when the descriptor is closed, however its process ends.
 *
 * @returns false when somebody else has it; null where there is no such lock (some network drives, no library)
 */
export function tryFlock(fd: number): boolean | null {
  native ??= load();
  return native?.lock(fd) ?? null;
}

export function unflock(fd: number): void {
  native?.unlock(fd);
}
