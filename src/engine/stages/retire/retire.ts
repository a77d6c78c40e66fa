import type { Cause, ErrorCode } from '../../../shared/errors/error-table';
import type { Ending } from '../../actions/ending';
import type { Database, Writer } from '../../store/database';
import type { JobFacts, NewJob, Outcome } from '../../store/job-facts';
import type { Ledger } from '../../store/ledger';
import type { Members } from '../../store/members';
import type { Reports } from '../../store/reports';
import type { RuleRuns } from '../../store/rule-runs';
import { note, type Job } from '../../job';
import type { FileState } from '../../../shared/model/file';
import { keepReading } from './keep-reading';
import { faultOf, outcomeOf } from './outcome';
import { t } from '../../../shared/words/words';

export interface Retired {
  settled: Job[];
  /** Jobs of files that rules have taken away. */
  settledAlso: number[];
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
  ruleRuns: RuleRuns;
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
  parts: RetireParts,
  jobs: Job[],
  moved: Set<number>,
): Retired {
  const { database, ledger, reports, members, lease, judge } = parts;
  const now = Date.now();
  return database.transaction((writer) => {
    const retired: Retired = { settled: [], settledAlso: [], toPark: [], vanished: [], refused: [], waiting: [] };
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
      if (!job.acts) findFault(parts, job);
      const outcome = outcomeOf(job, now, performance.now() - job.startedAt);
      note(job, 'retire', t('Settled'), outcome.state === 'done' ? 'done' : 'failed', lastWord(job, outcome));
      const isConcluded = ledger.conclude(writer, job.jobId, lease, recognition, outcome, now);
      if (isConcluded) {
        ledger.appendTimeline(writer, job.jobId, job.life);
        keepActs(writer, parts, job, now, outcome.state !== 'waiting');
      }
      if (job.acts?.ending) {
        moved.delete(job.fileId);
        endElsewhere(writer, job.acts.ending, retired);
        if (isConcluded) retired.settled.push(job);
        continue;
      }
      if (!isConcluded) continue;
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

/** A report may say itself that the file is no good. */
export function findFault({ reports }: Pick<RetireParts, 'reports'>, job: Job): void {
  if (job.error) return;
  const data = job.result?.report ?? (job.report ? reports.data(job.report.id) : undefined);
  if (data) job.error = faultOf(data, job.settings.ocr.reviewBelow);
}

function keepActs(writer: Writer, { ruleRuns }: RetireParts, { jobId, acts }: Job, at: number, hasEnded: boolean): void {
  if (acts) ruleRuns.put(writer, { jobId, at, outcomes: acts.outcomes }, hasEnded);
}

/** The original has gone where rules wanted it: from now on the ledger knows it there. */
function endElsewhere(writer: Writer, ending: Ending, retired: Retired): void {
  const begun = ending.conclude(writer);
  if (begun) retired.waiting.push({ facts: begun, delayMs: 0 });
  retired.settledAlso.push(...ending.settledAlso);
}

function lastWord({ acts }: Job, { state, reason }: Outcome): string {
  if (state !== 'done') return reason ?? '';
  return acts?.ending ? `Done. ${acts.ending.sentence}` : t('Done; the original stays where it is.');
}

const isVanished = ({ error, isCancelled }: Job): boolean => error?.code === 'file.vanished' && !isCancelled;

/** Files that are themselves at fault; one that needs a password, or that something stood in the way of, stays. */
const PARKED_CAUSES: readonly Cause[] = ['damaged', 'tooLarge', 'refused', 'bug'];

const STILL_TO_COME: ReadonlySet<ErrorCode> = new Set(['file.empty', 'archive.partMissing']);

const HANDOFF_CAUSES: readonly Cause[] = [...PARKED_CAUSES, 'needsPassword', 'action'];

export function mustBeParked({ settings, error, acts, isHandoff, isPlaceAtFault }: Pick<Job, 'settings' | 'error' | 'acts' | 'isHandoff' | 'isPlaceAtFault'>, state: FileState): boolean {
  // What became of a hand-off is told where its producer looks for it.
  if (isHandoff) return state === 'attention' && error !== null && !isPlaceAtFault && HANDOFF_CAUSES.includes(error.cause);
  // Something went wrong with a place or a message: the file itself is well.
  if (acts?.hasFailed && !acts.isFileAtFault) return false;
  // An empty file waits for what its producer will write into it, a part of an archive for the others.
  if (!settings.moveFailed || state !== 'attention' || error === null || STILL_TO_COME.has(error.code)) return false;
  return PARKED_CAUSES.includes(error.cause);
}
