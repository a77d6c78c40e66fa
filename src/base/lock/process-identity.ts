import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process, told from a later one with the same number by when it began. */
export interface ProcessIdentity {
  host: string;
  pid: number;
  /** `<boot id>/<tick>` on Linux; null where it can't be told. */
  processStart: string | null;
}

let own: ProcessIdentity | undefined;
export const thisProcess = (): ProcessIdentity => (own ??= { host: hostname(), pid: process.pid, processStart: startOf(process.pid) });

/**
 * Whether a process still runs. Only what can be proved counts: null where nothing is known of it, as of one on another machine.
 */
export function isProcessAlive({ host, pid, processStart }: ProcessIdentity): boolean | null {
  if (host !== hostname()) return null;
  if (!Number.isSafeInteger(pid) || pid <= 0) return null;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Another person's process may not be signalled, but it is there.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const now = startOf(pid);
  if (processStart !== null && now !== null && now !== processStart) return false;
  return isZombie(pid) ? false : true;
}

/** When a process began, so that a number that is given again is not taken for it. */
function startOf(pid: number): string | null {
  const tick = statOf(pid)?.[19];
  if (tick === undefined) return null;
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${tick}`;
  } catch {
    return null;
  }
}

/** It has ended; only its parent has not asked how. */
const isZombie = (pid: number): boolean => ['Z', 'X'].includes(statOf(pid)?.[0] ?? '');

/** What `/proc` tells after the name, which may hold anything; undefined where there is none. */
function statOf(pid: number): string[] | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
