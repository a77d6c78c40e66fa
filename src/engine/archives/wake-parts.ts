import { basename, dirname } from 'node:path/posix';
import { leadOfParts } from '../../shared/model/archive-parts';
import type { Database } from '../store/database';
import type { JobFacts } from '../store/job-facts';
import type { Remedies } from '../store/remedies';

/**
 * Parts of archives that were parked because another part was not there are tried again when one of their set has come. Each
 * newcomer wakes the others once: what is only tried again wakes nobody.
 *
 * @param settled jobs that have come to an end
 * @returns the jobs that wait again
 */
export function wakeParts(database: Database, remedies: Remedies, settled: readonly Pick<JobFacts, 'jobId' | 'path'>[]): JobFacts[] {
  const newcomers = settled.filter(({ path }) => leadOfParts(basename(path)) !== null).map(({ jobId }) => jobId);
  if (newcomers.length === 0) return [];
  const parked = remedies.parkedBesideNewcomers(newcomers).filter(({ path, newcomer }) => setOf(path) === setOf(newcomer));
  if (parked.length === 0) return [];
  return database.transaction((writer) => parked.flatMap((job) => remedies.retryByItself(writer, job) ?? []));
}

/** The path of the part that opens the set of a part. */
const setOf = (path: string): string => `${dirname(path)}/${leadOfParts(basename(path)) ?? basename(path)}`;
