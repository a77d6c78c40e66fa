import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { toFsPath } from '../../base/byte-name';
import type { Cause } from '../../shared/errors/error-table';
import type { Database } from '../store/database';
import type { JobFacts } from '../store/job-facts';
import type { Remedies } from '../store/remedies';

/** Causes that lie around a file and pass by themselves. */
const PASSING: readonly Cause[] = ['diskFull', 'locked', 'unreachable'];
const FIRST_PAUSE_MS = 30_000;
const MAX_PAUSE_MS = 3_600_000;
const AT_ONCE = 100;

const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * Tries parked files again whose trouble lay around them and seems to be gone: they can be opened. Each further try of
 * one file waits twice as long as the one before, an hour at most.
 *
 * @returns the jobs that wait again
 */
export async function clearCauses(
  database: Database,
  remedies: Remedies,
  rootOf: (folderId: number) => string | undefined,
  now: number,
): Promise<JobFacts[]> {
  const cleared: JobFacts[] = [];
  for (const job of remedies.parkedByEnvironment(PASSING, AT_ONCE)) {
    const pause = Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** job.ownTries);
    const root = rootOf(job.folderId);
    const since = now - job.settledAt;
    // A clock that was set back must not make it wait for years.
    if (root === undefined || (since >= 0 && since < pause)) continue;
    if (await canBeOpened(join(root, job.path))) cleared.push(job);
  }
  if (cleared.length > 0) {
    database.transaction((writer) => {
      for (const { jobId } of cleared) remedies.retryByItself(writer, jobId);
    });
  }
  return cleared;
}

async function canBeOpened(path: string): Promise<boolean> {
  try {
    const file = await open(toFsPath(path), OPEN_FLAGS);
    await file.close();
    return true;
  } catch {
    // Still in its way; the file keeps the reason that its last attempt gave.
    return false;
  }
}
