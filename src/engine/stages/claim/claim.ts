import type { JobFacts } from '../../store/job-facts';
import type { Ledger } from '../../store/ledger';
import type { Database } from '../../store/database';

/** Leases a bundle of jobs to this run of the engine; what somebody else moved on is left out. */
export function claimJobs<J extends JobFacts>(database: Database, ledger: Ledger, jobs: J[], lease: string): J[] {
  const ids = jobs.map(({ jobId }) => jobId);
  const leased = database.transaction((writer) => ledger.claim(writer, ids, lease));
  return jobs.filter(({ jobId }) => leased.has(jobId));
}
