import type { Database } from '../../store/database';
import type { JobFacts, Ledger } from '../../store/ledger';
import type { Reports } from '../../store/reports';
import { note, type Job } from '../../job';
import { faultOf, outcomeOf } from './outcome';

export interface Retired {
  settled: Job[];
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
    const retired: Retired = { settled: [], waiting: [] };
    for (const job of jobs) {
      const { result, recognition } = job;
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
      const next = moved.delete(job.fileId) ? ledger.followUp(writer, job.fileId, now) : null;
      if (next) retired.waiting.push({ facts: next, delayMs: 0 });
      if (outcome.state === 'waiting') {
        retired.waiting.push({
          facts: { ...job, attempts: outcome.attempts },
          delayMs: outcome.dueAt === null ? 0 : outcome.dueAt - now,
        });
      } else {
        retired.settled.push(job);
      }
    }
    return retired;
  });
}
