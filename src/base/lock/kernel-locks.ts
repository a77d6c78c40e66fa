import { fstatSync, readFileSync } from 'node:fs';
import { isOpenElsewhere } from '../open-writers';

export interface KernelLock {
  /** Who has it; null where the kernel does not say. */
  holder: number | null;
  /** Others who wait for it in the kernel. */
  waiters: number;
}

/** Line of /proc/locks: "7: -> FLOCK  ADVISORY  WRITE 1234 fe:00:5678 0 EOF" (man 5 proc). */
const LINE = /^\d+: (-> )?FLOCK\s+\S+\s+\S+\s+(-?\d+)\s+[\da-f]+:[\da-f]+:(\d+) /;

/** Who holds `flock` on an open file, asked without touching the lock. Null where it is free, or can't be told (other systems than Linux). */
export function kernelLockOn(fd: number): KernelLock | null {
  if (process.platform !== 'linux') return null;
  const inode = String(fstatSync(fd, { bigint: true }).ino);
  let lines: string[];
  try {
    lines = readFileSync('/proc/locks', 'latin1').split('\n');
  } catch {
    return null;
  }
  const found = lines.map((line) => LINE.exec(line)).filter((parts) => parts?.[3] === inode);
  if (found.length === 0) return null;
  const holder = Number(found.find((parts) => parts?.[1] === undefined)?.[2] ?? -1);
  return { holder: holder > 0 ? holder : null, waiters: found.filter((parts) => parts?.[1] !== undefined).length };
}

/** Whether others wait in the kernel for the lock that we have on an open file. Who waits has it open; the list of all locks is long, and asked only then. */
export const isWaitedFor = (fd: number): boolean => isOpenElsewhere(fd) !== false && (kernelLockOn(fd)?.waiters ?? 0) > 0;
