import { stat } from 'node:fs';

const NAME = 'UV_THREADPOOL_SIZE';
/**
 * Calls that wait for disks at once. A file system writes through all that ask at one moment in one go, so that more of them
 * make it quicker (libuv, "Thread pool work scheduling": 4 where nothing is said).
 */
const THREADS = '16';

/** For the environment of a process that is started. */
export const DISK_THREADS: Readonly<Record<string, string>> = { [NAME]: THREADS };

/** For this process, before it has had anything read or written in the background; its children don't get it. */
export function widenDiskThreads(): void {
  if (process.env[NAME] !== undefined) return;
  process.env[NAME] = THREADS;
  // The first such call reads it.
  stat('.', () => undefined);
  delete process.env[NAME];
}
