import type { ErrorData } from '../../shared/errors/filemill-error';
import type { ActionSpec } from '../../shared/model/action';
import type { FactNeed } from '../../shared/model/fact';
import type { RuleOutcome, RuleStep } from '../../shared/model/rule';
import type { Action, Planned, Redirect, StepContext, Surroundings } from '../acting/action';

/** Which action does what is written; undefined for one that this version does not know. */
export type ActionOf = (spec: ActionSpec) => Action | undefined;

export interface JudgeOptions {
  /** Rules that made the file, directly or through others: they leave it alone. Asked only of rules that would act. */
  readonly madeBy: Pick<ReadonlySet<string>, 'has'>;
  /** It could not be read: only rules that ask for its error are asked. */
  readonly hasFailed: boolean;
  /** Why what these need is not known yet; null where it is. Left out, all is known that ever will be. */
  readonly isWaiting?: (needs: ReadonlySet<FactNeed>) => string | null;
  /** So many rules that did not act keep their trace; those that act always do, unless it is 0. */
  readonly keepTraces: number;
  readonly surroundings: Surroundings;
}

/** One action that a rule decided on, in its turn. */
export interface JudgedStep {
  readonly rule: string;
  readonly key: string;
  readonly spec: ActionSpec;
  readonly action: Action;
  readonly context: StepContext;
  /** Null where it can't be done, and `error` says why. */
  readonly planned: Planned | null;
  readonly error: ErrorData | null;
  /** How it stands in the outcomes: whoever does it writes there what became of it. */
  readonly told: RuleStep;
}

export interface Judged {
  /** Of the rules that are for this folder and this event, in their order. */
  readonly outcomes: RuleOutcome[];
  /** In the order of doing. After one that can't be done there is none, unless it lets others go on. */
  readonly steps: JudgedStep[];
  /** What becomes of the original when all else is done; null where it stays as it is. */
  readonly redirect: Redirect | null;
  /** The `taken` of all contexts: whoever acts adds to it what was done. */
  readonly taken: Record<string, unknown>[];
}
