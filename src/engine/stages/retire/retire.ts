import type { Cause } from '../../../shared/errors/error-table';
import type { Database, Writer } from '../../store/database';
import type { JobFacts } from '../../store/job-facts';
import type { Ledger } from '../../store/ledger';
import type { Reports } from '../../store/reports';
import { note, type Job } from '../../job';
import type { FileState } from '../../../shared/model/file';
import { faultOf, outcomeOf } from './outcome';

export interface Retired {
  settled: Job[];
  /** Their bytes are as before: the job before counts again. */
  reverted: Job[];
  /** Needing attention, in folders that put such files aside. */
  toPark: Job[];
  waiting: { facts: JobFacts; delayMs: number }[];
}

/**
 * Ends the jobs' attempts in one transaction: reports, text for search, timelines and states together, so that a file
 * is never "done" without what was read from it.
 *
 * @param moved files that changed while their job was under way; the ones retired here are taken out
 */
export function retireJobs(database: Database, ledger: Ledger, reports: Reports, jobs: Job[], lease: string, moved: Set<number>): Retired {
  const now = Date.now();
  return database.transaction((writer) => {
    const retired: Retired = { settled: [], reverted: [], toPark: [], waiting: [] };
    for (const job of jobs) {
      const { result, recognition } = job;
      if (job.isReverted && !job.isCancelled && ledger.revert(writer, job.jobId, job.fileId)) {
        retired.reverted.push(job);
        follow(ledger, writer, job, moved, now, retired);
        continue;
      }
      if (result && recognition) {
        job.report = reports.put(
          writer,
          {
            sha256: recognition.sha256,
            processor: result.processor,
            processorVersion: result.processorVersion,
            data: result.report,
            warnings: result.warnings,
            thumbnail: job.thumbnail,
            text: result.text,
            pageCount: result.report.kind === 'document' ? result.report.pages.length : 1,
          },
          now,
        );
      }
      const data = result?.report ?? (job.report ? reports.data(job.report.id) : undefined);
      if (data && !job.error) job.error = faultOf(data);
      const outcome = outcomeOf(job, now, performance.now() - job.startedAt);
      note(job, 'retire', 'Settled', outcome.state === 'done' ? 'done' : 'failed', outcome.reason ?? 'Done; the original stays where it is.');
      if (!ledger.conclude(writer, job.jobId, lease, recognition, outcome, now)) continue;
      ledger.appendTimeline(writer, job.jobId, job.life);
      follow(ledger, writer, job, moved, now, retired);
      if (outcome.state === 'waiting') {
        retired.waiting.push({
          facts: { ...job, attempts: outcome.attempts, isFirst: false },
          delayMs: outcome.dueAt === null ? 0 : outcome.dueAt - now,
        });
      } else {
        retired.settled.push(job);
        if (mustBeParked(job, outcome.state)) retired.toPark.push(job);
      }
    }
    return retired;
  });
}

function follow(ledger: Ledger, writer: Writer, job: Job, moved: Set<number>, now: number, retired: Retired): void {
  const next = moved.delete(job.fileId) ? ledger.followUp(writer, job.fileId, 'live', now) : null;
  if (next) retired.waiting.push({ facts: next, delayMs: 0 });
}

/** Files that are themselves at fault; one that needs a password, or that something stood in the way of, stays. */
const PARKED_CAUSES: readonly Cause[] = ['damaged', 'tooLarge', 'refused', 'bug'];

function mustBeParked({ settings, error }: Job, state: FileState): boolean {
  return settings.moveFailed && state === 'attention' && error !== null && PARKED_CAUSES.includes(error.cause);
}
