import { lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acquireLock } from '../../base/lock/acquire-lock';

/** An upload of terabytes takes its time; whoever waits is called off by its signal. */
const WAIT_MS = 24 * 3_600_000;

/**
 * Excludes all other uploads of this user on this machine to one object: not every server refuses a key that is taken.
 *
 * @param id of the object: server, bucket and key
 * @param fallback folder for locks where the system has none for the user alone; absolute
 * @returns frees it
 * @throws the reason of the signal
 */
export async function lockKey(id: string, fallback: string, signal: AbortSignal): Promise<() => void> {
  const lock = await acquireLock(join(lockFolder(fallback), `upload-${id.slice(0, 32)}`), { purpose: 'upload', waitMs: WAIT_MS, signal });
  return () => lock.release();
}

function lockFolder(fallback: string): string {
  const own = process.env.XDG_RUNTIME_DIR ?? join(tmpdir(), `filemill-${process.getuid?.() ?? 'user'}`);
  const folder = join(own, 'filemill-locks');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (isOurs(own) && isOurs(folder)) return folder;
  } catch {
    // Not ours to make: then the other one.
  }
  mkdirSync(fallback, { recursive: true, mode: 0o700 });
  return fallback;
}

/** Nobody else can put anything in its place. */
function isOurs(folder: string): boolean {
  if (process.getuid === undefined) return true;
  const stats = lstatSync(folder);
  return stats.isDirectory() && stats.uid === process.getuid() && (stats.mode & 0o022) === 0;
}
