import type { Ledger, JobFacts } from '../../store/ledger';
import type { Database } from '../../store/database';

/** Leases a bundle of jobs to this run of the engine; what somebody else moved on is left out. */
export function claimJobs<J extends JobFacts>(database: Database, ledger: Ledger, jobs: J[], lease: string): J[] {
  return database.transaction((writer) => jobs.filter((job) => ledger.claim(writer, job.jobId, lease)));
}
