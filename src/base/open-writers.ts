import { createRequire } from 'node:module';

/** Linux `fcntl` commands and lease kinds (linux/fcntl.h, asm-generic/fcntl.h). */
const F_SETLEASE = 1024;
const F_RDLCK = 0;
const F_WRLCK = 1;
const F_UNLCK = 2;
/** EAGAIN, which is EWOULDBLOCK on Linux: somebody has the file open for writing. */
const EAGAIN = 11;

interface Leases {
  fcntl: (fd: number, command: number, argument: number) => number;
  errno: () => number;
}

let leases: Leases | null | undefined;

/** Loaded on first use; null where leases do not exist or the library can't be loaded. */
function loadLeases(): Leases | null {
  if (process.platform !== 'linux') return null;
  try {
    const koffi = createRequire(import.meta.url)('koffi') as typeof import('koffi');
    // Variadic, as in C: on arm64 the arguments after `...` travel differently.
    const declared = koffi.load('libc.so.6').func('int fcntl(int fd, int cmd, ...)');
    const fcntl: Leases['fcntl'] = (fd, command, argument) => declared(fd, command, 'int', argument) as number;
    // When somebody opens the file during the lease, the kernel sends its holder SIGIO, which by default ends the
    // process. Nothing has to be done on it: the lease is given back in the same breath, the other side only waits
    // for that.
    process.on('SIGIO', () => undefined);
    return { fcntl, errno: () => koffi.errno() };
  } catch {
    return null;
  }
}

/**
 * Whether anybody has the open file `fd` open for writing at this instant: asks the kernel for a read lease, which it
 * grants only when there is no writer, and gives it back at once (about 2 µs). `fd` must be open for reading only, and
 * this process must not hold the file open for writing itself.
 *
 * Null when it can't be told: another owner's file (without CAP_LEASE), most network file systems, other systems than
 * Linux. Then only the quiet time tells whether the file is whole. Writes through a memory map whose descriptor has
 * been closed are not seen.
 */
export const hasOpenWriter = (fd: number): boolean | null => isRefused(fd, F_RDLCK);

/**
 * Likewise, whether anybody else has it open at all; `fd` may be open for writing. Null when it can't be told. Whoever opens the file at that
 * very instant waits for it, or is told `EAGAIN` where it opens without waiting.
 */
export const isOpenElsewhere = (fd: number): boolean | null => isRefused(fd, F_WRLCK);

function isRefused(fd: number, lease: number): boolean | null {
  leases ??= loadLeases();
  if (!leases) return null;
  if (leases.fcntl(fd, F_SETLEASE, lease) === 0) {
    leases.fcntl(fd, F_SETLEASE, F_UNLCK);
    return false;
  }
  return leases.errno() === EAGAIN ? true : null;
}
