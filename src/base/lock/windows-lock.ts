import { createRequire } from 'node:module';

const LOCKFILE_FAIL_IMMEDIATELY = 1;
const LOCKFILE_EXCLUSIVE_LOCK = 2;
/** OVERLAPPED: two pointers, two words of offset, an event. */
const OVERLAPPED_BYTES = 32;
const OFFSET_HIGH_AT = 20;
/** Windows locks bind readers, too. Locked is one byte far behind what stands in the file, so that all can read who holds it. */
const FAR = 0x4000_0000;

interface Native {
  lock: (fd: number) => boolean;
  unlock: (fd: number) => void;
}

/** `LockFileEx` in the place of `flock`. Not tried on a Windows machine yet; where anything of it is missing, the name alone locks. */
export function loadWindowsLock(): Native | null {
  try {
    const koffi = createRequire(import.meta.url)('koffi') as typeof import('koffi');
    // Descriptors belong to the C library inside this program; only its own libuv can tell their handles.
    const handleOf = koffi.load(process.execPath).func('intptr_t uv_get_osfhandle(int fd)') as (fd: number) => number;
    const kernel = koffi.load('kernel32.dll');
    const lockFile = kernel.func('bool __stdcall LockFileEx(intptr_t file, uint32_t flags, uint32_t reserved, uint32_t low, uint32_t high, void *overlapped)') as (...args: unknown[]) => boolean;
    const unlockFile = kernel.func('bool __stdcall UnlockFileEx(intptr_t file, uint32_t reserved, uint32_t low, uint32_t high, void *overlapped)') as (...args: unknown[]) => boolean;
    const place = (): Buffer => {
      const overlapped = Buffer.alloc(OVERLAPPED_BYTES);
      overlapped.writeUInt32LE(FAR, OFFSET_HIGH_AT);
      return overlapped;
    };
    return {
      lock: (fd) => lockFile(handleOf(fd), LOCKFILE_FAIL_IMMEDIATELY | LOCKFILE_EXCLUSIVE_LOCK, 0, 1, 0, place()),
      unlock: (fd) => void unlockFile(handleOf(fd), 0, 1, 0, place()),
    };
  } catch {
    return null;
  }
}
