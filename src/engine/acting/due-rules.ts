import { join } from 'node:path';
import type { Log } from '../../base/log';
import { FilemillError, toErrorData } from '../../shared/errors/filemill-error';
import type { ActionName, ActionSpec } from '../../shared/model/action';
import { judge } from '../judging/judge';
import type { Facts } from '../rules/compile-condition';
import type { Writer } from '../store/database';
import type { Ledger } from '../store/ledger';
import type { RuleRuns } from '../store/rule-runs';
import type { DueJob, RulesDue } from '../store/rules-due';
import type { ActedFile, Action, SideAction } from './action';
import { nothingDone, summaryOf, type Acts } from './acts';
import { actionOf } from './all-actions';
import type { ConcernedRules } from './concerned-rules';
import { linesOf } from './lines-of-acts';
import { rulesThatMade } from './lineage';
import { runSteps, type RunParts } from './run-rules';
import { t, words } from '../../shared/words/words';

export interface DueRulesParts extends Omit<RunParts, 'lease' | 'mill'> {
  readonly due: RulesDue;
  readonly ledger: Ledger;
  readonly ruleRuns: RuleRuns;
  readonly rules: ConcernedRules;
  readonly log: Log;
  mill(): RunParts['mill'];
  factsOf(fileId: number): Facts;
  canBegin(): boolean;
  /** What rows show has changed. */
  revised(): void;
}

const AT_ONCE = 16;
const KEPT_TRACES = 50;

/** What can be done for a file that is gone. */
const NEED_NO_FILE: ReadonlySet<ActionName> = new Set<ActionName>(['log', 'notify', 'alert', 'tag', 'webhook', 'run']);

/** Rules for files that are gone: nothing is read of them, so they are asked once the job is settled, also after a crash. */
export class DueRules {
  private readonly abort = new AbortController();
  /** Some may be left in the ledger. */
  private hasMore = true;
  private working: Promise<void> | null = null;

  constructor(private readonly parts: DueRulesParts) {}

  /** Nothing is under way, and nothing may be begun. */
  get isAtRest(): boolean {
    return this.working === null && (!this.hasMore || !this.parts.canBegin());
  }

  /** A file is gone: its rules are asked when the transaction is over and `pump` is called. */
  note(writer: Writer, jobId: number, folder: { id: number; name: string; path: string }): void {
    if (this.parts.rules.of(folder, 'deleted').list.length === 0) return;
    this.parts.due.add(writer, jobId);
    this.hasMore = true;
  }

  pump(): void {
    if (this.working || !this.hasMore || this.abort.signal.aborted || !this.parts.canBegin()) return;
    this.working = this.work().finally(() => {
      this.working = null;
      this.parts.revised();
      this.pump();
    });
  }

  async close(): Promise<void> {
    this.abort.abort(new FilemillError('call.cancelled', t('Filemill is ending.')));
    await this.working;
  }

  private async work(): Promise<void> {
    const { due, canBegin } = this.parts;
    this.hasMore = false;
    let after = 0;
    while (canBegin() && !this.abort.signal.aborted) {
      const jobs = due.list(after, AT_ONCE);
      if (jobs.length === 0) return;
      after = jobs.at(-1)?.jobId ?? after;
      await Promise.all(jobs.map((job) => this.settle(job)));
    }
    this.hasMore = true;
  }

  private async settle(job: DueJob): Promise<void> {
    const { commit, due, ledger, ruleRuns, log } = this.parts;
    try {
      const acts = await this.act(job);
      const at = Date.now();
      await commit.write((writer) => {
        due.remove(writer, job.jobId);
        ruleRuns.put(writer, { jobId: job.jobId, at, outcomes: acts.outcomes });
        ledger.appendTimeline(writer, job.jobId, linesOf(acts));
        if (acts.summary !== null) ledger.addReason(writer, job.jobId, acts.summary);
      });
    } catch (error) {
      // Called off, or the ledger can't be written: it is asked again after the next start.
      if (!this.abort.signal.aborted) log.warn('rules.due', { path: job.path, error });
    }
  }

  private async act(job: DueJob): Promise<Acts> {
    const { rules, effects, factsOf } = this.parts;
    const file: ActedFile = { ...job, source: join(job.root, job.path), isGone: true };
    const folder = { id: job.folderId, name: job.folderName, path: job.root };
    const acts = nothingDone();
    try {
      const judged = judge(rules.of(folder, job.event).list, factsOf(job.fileId), file, actionForGone, {
        madeBy: rulesThatMade(effects, file.source, file.sha256),
        hasFailed: false,
        keepTraces: KEPT_TRACES,
        surroundings: rules.surroundings(job.root),
      });
      acts.outcomes.push(...judged.outcomes);
      await runSteps({ ...this.parts, mill: this.parts.mill(), lease: null }, file, judged, { signal: this.abort.signal, progressed: () => undefined });
    } catch (error) {
      this.abort.signal.throwIfAborted();
      // A newer version is there again: its own job asks the rules.
      if (toErrorData(error).code !== 'file.changed') throw error;
    }
    acts.summary = summaryOf(acts);
    return acts;
  }
}

const actionForGone = (spec: ActionSpec): Action | undefined => (NEED_NO_FILE.has(spec.do) ? actionOf(spec) : notDone(spec.do));

const GONE = words('The file is gone, so there is nothing to do it with');

const notDone = (name: ActionName): SideAction => ({
  kind: 'side',
  name,
  needs: () => [],
  check: () => undefined,
  plan: () => ({ sentence: t(GONE), target: null, isDestructive: false }),
  act: () => Promise.resolve({ state: 'skipped', sentence: t(GONE), target: null, effectId: null, logged: { action: name, skipped: true } }),
});
