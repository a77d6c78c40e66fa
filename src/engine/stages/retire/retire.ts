import type { Cause } from '../../../shared/errors/error-table';
import type { Database } from '../../store/database';
import type { JobFacts, NewJob } from '../../store/job-facts';
import type { Ledger } from '../../store/ledger';
import type { Members } from '../../store/members';
import type { Reports } from '../../store/reports';
import { note, type Job } from '../../job';
import type { FileState } from '../../../shared/model/file';
import { keepReading } from './keep-reading';
import { faultOf, outcomeOf } from './outcome';

export interface Retired {
  settled: Job[];
  /** Needing attention, in folders that put such files aside. */
  toPark: Job[];
  /** Not found where they lay: gone, moved, or on a drive that is away. */
  vanished: Job[];
  /** Jobs of newer versions that the folder does not take. */
  refused: number[];
  waiting: { facts: JobFacts; delayMs: number }[];
}

export interface RetireParts {
  database: Database;
  ledger: Ledger;
  reports: Reports;
  members: Members;
  lease: string;
  /** How a version that came meanwhile begins: taken by its folder, or refused. */
  judge(folderId: number, file: { path: string; size: number }): NewJob;
}

/**
 * Ends the jobs' attempts in one transaction: reports, text for search, timelines and states together, so that a file
 * is never "done" without what was read from it.
 *
 * @param moved files that changed while their job was under way; the ones retired here are taken out
 */
export function retireJobs(
  { database, ledger, reports, members, lease, judge }: RetireParts,
  jobs: Job[],
  moved: Set<number>,
): Retired {
  const now = Date.now();
  return database.transaction((writer) => {
    const retired: Retired = { settled: [], toPark: [], vanished: [], refused: [], waiting: [] };
    const follow = (job: Job): boolean => {
      const next = moved.delete(job.fileId) ? ledger.followUp(writer, job.fileId, judge, now) : null;
      if (next?.job.state === 'waiting') retired.waiting.push({ facts: next.facts, delayMs: 0 });
      else if (next) retired.refused.push(next.facts.jobId);
      return next !== null;
    };
    for (const job of jobs) {
      const { result, recognition } = job;
      if (job.isReverted && !job.isCancelled && job.before) {
        if (ledger.revert(writer, job, lease, job.before.jobId)) follow(job);
        continue;
      }
      if (result && recognition) job.report = keepReading(writer, reports, job, now);
      if (job.inside && !job.isCancelled) members.putLook(writer, job.inside, now);
      const data = result?.report ?? (job.report ? reports.data(job.report.id) : undefined);
      if (data && !job.error) job.error = faultOf(data, job.settings.ocr.reviewBelow);
      const outcome = outcomeOf(job, now, performance.now() - job.startedAt);
      note(job, 'retire', 'Settled', outcome.state === 'done' ? 'done' : 'failed', outcome.reason ?? 'Done; the original stays where it is.');
      if (!ledger.conclude(writer, job.jobId, lease, recognition, outcome, now)) continue;
      ledger.appendTimeline(writer, job.jobId, job.life);
      if (isVanished(job) && outcome.state === 'waiting') {
        const back = moved.delete(job.fileId) ? ledger.rejoin(writer, job.jobId) : null;
        if (back) retired.waiting.push({ facts: back, delayMs: 0 });
        else retired.vanished.push(job);
        continue;
      }
      const hasNext = follow(job);
      if (outcome.state === 'waiting') {
        retired.waiting.push({
          facts: { ...job, attempts: outcome.attempts, isFirst: false },
          delayMs: outcome.dueAt === null ? 0 : outcome.dueAt - now,
        });
      } else {
        retired.settled.push(job);
        if (!hasNext && mustBeParked(job, outcome.state)) retired.toPark.push(job);
      }
    }
    return retired;
  });
}

const isVanished = ({ error, isCancelled }: Job): boolean => error?.code === 'file.vanished' && !isCancelled;

/** Files that are themselves at fault; one that needs a password, or that something stood in the way of, stays. */
const PARKED_CAUSES: readonly Cause[] = ['damaged', 'tooLarge', 'refused', 'bug'];

export function mustBeParked({ settings, error }: Pick<Job, 'settings' | 'error'>, state: FileState): boolean {
  // An empty file waits for what its producer will write into it.
  if (!settings.moveFailed || state !== 'attention' || error === null || error.code === 'file.empty') return false;
  return PARKED_CAUSES.includes(error.cause);
}
