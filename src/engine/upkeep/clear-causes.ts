import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { toFsPath } from '../../base/byte-name';
import { Patience } from '../../base/patience';
import type { Cause } from '../../shared/errors/error-table';
import type { Database } from '../store/database';
import type { JobFacts } from '../store/job-facts';
import { FIRST_PLACE, type ParkedPlace, type Remedies } from '../store/remedies';

/** Causes that lie around a file and pass by themselves. */
const PASSING: readonly Cause[] = ['diskFull', 'locked', 'unreachable'];
const PAUSES = { firstMs: 30_000, maxMs: 3_600_000 };
const AT_ONCE = 100;

const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** How far the looks have come. */
interface Round {
  place: ParkedPlace;
  /** A mount that does not answer keeps an `open` for ever. */
  patience: Patience;
}

const rounds = new WeakMap<Database, Round>();

/**
 * Tries parked files again whose trouble lay around them and seems to be gone: they can be opened. Each further try of
 * one file waits twice as long as the one before, an hour at most. One call looks at some of them; the next one goes on
 * from there, and begins anew after the last.
 *
 * @returns the jobs that wait again
 */
export async function clearCauses(
  database: Database,
  remedies: Remedies,
  rootOf: (folderId: number) => string | undefined,
  now: number,
): Promise<JobFacts[]> {
  const round = rounds.get(database) ?? { place: FIRST_PLACE, patience: new Patience() };
  rounds.set(database, round);
  const parked = remedies.parkedByEnvironment(PASSING, PAUSES, round.place, now, AT_ONCE);
  round.place = parked.length < AT_ONCE ? FIRST_PLACE : (parked.at(-1) as ParkedPlace);
  const openable: ParkedPlace[] = [];
  for (const job of parked) {
    const root = rootOf(job.folderId);
    if (root === undefined) continue;
    const look = (): Promise<boolean> => canBeOpened(join(root, job.path));
    if ((await round.patience.ask(String(job.folderId), look)) === true) openable.push(job);
  }
  if (openable.length === 0) return [];
  return database.transaction((writer) => openable.flatMap((job) => remedies.retryByItself(writer, job) ?? []));
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
