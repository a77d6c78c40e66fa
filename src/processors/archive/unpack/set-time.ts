import { futimesSync } from 'node:fs';

/** A time that the file system does not take is not worth losing the file. */
export function setTime(fd: number, modifiedMs: number): void {
  try {
    futimesSync(fd, modifiedMs / 1000, modifiedMs / 1000);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EIO') throw thrown;
  }
}
