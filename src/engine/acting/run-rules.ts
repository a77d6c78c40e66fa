import { toErrorData, type ErrorData } from '../../shared/errors/filemill-error';
import type { RuleStep } from '../../shared/model/rule';
import type { JudgedStep, Judged } from '../judging/judged';
import type { Effects } from '../store/effects';
import type { GroupCommit } from '../store/group-commit';
import type { Acted, ActedFile } from './action';
import type { ActionParts } from './action-parts';
import { StepJournal } from './journal';
import { t } from '../../shared/words/words';

export interface RunParts {
  readonly mill: ActionParts;
  readonly effects: Effects;
  readonly commit: GroupCommit;
  /** As in {@link StepJournal}. */
  readonly lease: string | null;
}

export interface RunWays {
  readonly signal: AbortSignal;
  progressed(label: string, fraction: number | null): void;
}

export type DoneSteps = ReadonlyMap<string, { id: number; target: string }>;

/** What ended it before its end. */
export interface Stop {
  readonly step: JudgedStep;
  readonly error: ErrorData;
}

/** It goes on another time, when something has come to its end that is under way elsewhere. */
export interface Wait {
  readonly waitsFor: string;
}

/**
 * Carries out what rules decided on for one file, in its order. What became of each step is written where its outcome tells of it. The original
 * is not touched.
 *
 * @param before what has been done by {@link stepKey}: it is not done again; for this job, where it is left out
 * @returns what ended it, or null; a call-off is thrown
 */
export async function runSteps(parts: RunParts, file: ActedFile, judged: Judged, ways: RunWays, before: DoneSteps = parts.effects.doneSteps(file.jobId, file.sha256)): Promise<Stop | Wait | null> {
  let stop: Stop | null = null;
  for (const step of judged.steps) {
    ways.signal.throwIfAborted();
    if (stop) tell(step.told, 'notReached', t('An action before it failed.'));
    else if (step.error) stop = stopOf(step, step.error);
    else if (step.action.kind === 'side') {
      const end = await runOne(parts, { file, step, judged, ways, before: before.get(stepKey(step)) });
      if (end !== null && 'waitsFor' in end) return end;
      stop = end;
    }
  }
  // What became of the original is only known when all else is done.
  if (stop) for (const { action, told } of judged.steps) if (action.kind === 'original' && told.state === 'planned') tell(told, 'notReached', t('An action failed, so the file stays where it is.'));
  return stop;
}

/** Of one rule. */
export const stepKey = ({ rule, key }: { rule: string; key: string }): string => `${key} ${rule}`;

interface One {
  file: ActedFile;
  step: JudgedStep;
  judged: Judged;
  ways: RunWays;
  before: { id: number; target: string } | undefined;
}

async function runOne(parts: RunParts, { file, step, judged, ways, before }: One): Promise<Stop | Wait | null> {
  const { told, spec, planned } = step;
  if (before) {
    const target = before.target === '' ? null : before.target;
    const sentence = step.action.kind === 'side' && step.action.sayDone ? step.action.sayDone(before.target) : told.sentence;
    Object.assign(told, { state: 'done', sentence, effectId: before.id, target } satisfies Partial<RuleStep>);
    judged.taken.push({ action: spec.do, ...(target === null ? {} : { destination: target }) });
    return null;
  }
  ways.progressed(planned?.sentence ?? '', null);
  try {
    const acted = await act(parts, file, step, ways);
    if (acted.state === 'waits') {
      Object.assign(told, { sentence: acted.sentence } satisfies Partial<RuleStep>);
      return { waitsFor: acted.sentence };
    }
    note(step, judged, { ...acted, state: acted.state });
    return null;
  } catch (thrown) {
    ways.signal.throwIfAborted();
    const error = toErrorData(thrown);
    Object.assign(told, { state: 'failed', sentence: error.message, error } satisfies Partial<RuleStep>);
    judged.taken.push(spec.do === 'validate' ? { action: 'validate', valid: false, errors: [error.message] } : { action: spec.do, error: error.message });
    return stopOf(step, error);
  }
}

async function act({ mill, ...parts }: RunParts, file: ActedFile, step: JudgedStep, { signal, progressed }: RunWays): Promise<Acted> {
  if (step.action.kind !== 'side') throw new Error(t('Only what leaves the original alone is done here.'));
  const journal = new StepJournal(parts, file, { rule: step.rule, step: step.key });
  return step.action.act(step.spec, step.context, { mill, journal, signal, progress: progressed });
}

function note({ told }: JudgedStep, { taken }: Judged, { state, sentence, target, effectId, logged }: Acted & { state: RuleStep['state'] }): void {
  Object.assign(told, { state, sentence, target, effectId } satisfies Partial<RuleStep>);
  taken.push(logged);
}

const stopOf = (step: JudgedStep, error: ErrorData): Stop | null => (step.spec.onFailure === 'stop' ? { step, error } : null);

function tell(told: RuleStep, state: RuleStep['state'], sentence: string): void {
  Object.assign(told, { state, sentence } satisfies Partial<RuleStep>);
}
