import type { Log } from '../../base/log';
import type { Effect, Effects } from '../store/effects';
import type { Ledger } from '../store/ledger';
import type { RuleRuns } from '../store/rule-runs';
import type { Ending } from './action';
import type { ActionParts } from './action-parts';
import { ALL_RECOVERIES } from './all-recoveries';
import { t } from '../../shared/words/words';

export interface RecoverActingParts {
  readonly mill: ActionParts;
  readonly effects: Effects;
  readonly ledger: Ledger;
  readonly ruleRuns: RuleRuns;
  /** Effects of this run are none of its business: they are under way. */
  readonly upTo: number;
  readonly log: Log;
}

/**
 * Brings to an end what rules had begun when Filemill ended: before anything else is written, and again when a drive is back.
 * What can't be told yet stays intended. A job whose original had reached its new place is settled with it: it was read.
 *
 * @returns jobs that are settled by this
 */
export async function recoverActing(parts: RecoverActingParts): Promise<number[]> {
  const { effects, mill, log, upTo } = parts;
  const settled: number[] = [];
  for (const { actions, recover } of ALL_RECOVERIES) {
    for (const effect of effects.intended(actions)) {
      if (effect.id > upTo) continue;
      try {
        const ending = await recover(effect, mill);
        if (ending) settled.push(...conclude(parts, effect, ending));
      } catch (error) {
        log.warn('rules.unfinished', { action: effect.action, source: effect.source, target: effect.target, error });
      }
    }
  }
  return settled;
}

/** @returns the jobs that came to their end */
function conclude({ mill: { database }, ledger, ruleRuns }: RecoverActingParts, { jobId, rule }: Effect, ending: Ending): number[] {
  const now = Date.now();
  return database.transaction((writer) => {
    const isEnded = ledger.endPrepared(writer, jobId, rule === null ? ending.sentence : `By “${rule}”: ${ending.sentence}`, now);
    if (isEnded) {
      tellMoved(ruleRuns, jobId, ending, (outcomes) => ruleRuns.put(writer, { jobId, at: now, outcomes }));
      ledger.appendTimeline(writer, jobId, [{ at: now, stage: 'retire', name: t('Settled'), mark: 'done', durationMs: null, detail: t('Filemill ended in between. {sentence}', { sentence: ending.sentence }) }]);
    }
    ending.conclude(writer);
    return [...(isEnded ? [jobId] : []), ...ending.settledAlso];
  });
}

/** What was planned last of all has been done. */
function tellMoved(ruleRuns: RuleRuns, jobId: number, { effectId, target }: Ending, put: (outcomes: NonNullable<ReturnType<RuleRuns['ofJob']>>['outcomes']) => void): void {
  const run = ruleRuns.ofJob(jobId);
  if (!run) return;
  for (const { steps } of run.outcomes) for (const step of steps) if (step.state === 'planned') Object.assign(step, { state: 'done', effectId, target });
  put(run.outcomes);
}
