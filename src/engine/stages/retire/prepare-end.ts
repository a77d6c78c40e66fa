import type { Job } from '../../job';
import type { Writer } from '../../store/database';
import { keepReading } from './keep-reading';
import { outcomeOf } from './outcome';
import type { RetireParts } from './retire';

/**
 * Keeps all that is known of a job while it goes on: when Filemill ends after its file was moved away, and before the ledger
 * knew of that, it need not be read again.
 */
export function prepareEnd(writer: Writer, { ledger, reports, members, ruleRuns }: RetireParts, job: Job): void {
  const now = Date.now();
  if (job.result && job.recognition) {
    job.report = keepReading(writer, reports, job, now);
    job.result = null;
  }
  if (job.inside) members.putLook(writer, job.inside, now);
  ledger.prepareEnd(writer, job.jobId, job.recognition, outcomeOf(job, now, performance.now() - job.startedAt));
  ruleRuns.put(writer, { jobId: job.jobId, at: now, outcomes: job.acts?.outcomes ?? [] }, false);
}
