import { join } from 'node:path';
import { toErrorData } from '../../shared/errors/filemill-error';
import type { RuleOutcome, RuleStep } from '../../shared/model/rule';
import type { ActedFile, Action, Planned, Redirect, StepContext } from '../acting/action';
import type { CompiledRule, CompiledStep } from '../rules/compiled-rule';
import type { Facts } from '../rules/compile-condition';
import { factsUnderWay, presentOf, type Present } from './facts-under-way';
import type { ActionOf, Judged, JudgedStep, JudgeOptions } from './judged';
import { t } from '../../shared/words/words';

/**
 * Asks rules about a file, in their order, and says what is to be done: the one way for files in flight, for trying rules out
 * and for looking back. Nothing is done, and nothing is kept between two calls.
 */
export function judge(rules: readonly CompiledRule[], facts: Facts, file: ActedFile, actionOf: ActionOf, options: JudgeOptions): Judged {
  return new Judging(facts, file, actionOf, options).ask(rules);
}

class Judging {
  private readonly outcomes: RuleOutcome[] = [];
  private readonly steps: JudgedStep[] = [];
  private readonly taken: Record<string, unknown>[] = [];
  private facts: Facts;
  private present: Present;
  private redirect: Redirect | null = null;
  /** Why no further rule is asked. */
  private ended: string | null = null;
  private isStuck = false;
  private tracesLeft: number;

  constructor(
    private readonly known: Facts,
    private readonly file: ActedFile,
    private readonly actionOf: ActionOf,
    private readonly options: JudgeOptions,
  ) {
    this.facts = known;
    this.present = presentOf(file.source);
    this.tracesLeft = options.keepTraces;
  }

  ask(rules: readonly CompiledRule[]): Judged {
    const { folderName, root, event } = this.file;
    const folder = { name: folderName, path: root };
    for (const rule of rules) if (rule.concerns(folder, event)) this.outcomes.push(this.askOne(rule));
    // What could not be done leaves the original where it is.
    return { outcomes: this.outcomes, steps: this.steps, redirect: this.isStuck ? null : this.redirect, taken: this.taken };
  }

  private askOne(compiled: CompiledRule): RuleOutcome {
    const { rule, condition } = compiled;
    const reason = this.whyNotAsked(compiled);
    if (reason !== null) return { rule: rule.name, isMet: false, reason, trace: null, steps: [] };
    const traced = this.tracesLeft > 0 ? condition.trace(this.facts) : null;
    const isMet = traced?.isMet ?? condition.isMet(this.facts);
    if (!isMet) {
      if (traced) this.tracesLeft -= 1;
      return { rule: rule.name, isMet, reason: null, trace: traced, steps: [] };
    }
    const trace = traced ?? (this.options.keepTraces > 0 ? condition.trace(this.facts) : null);
    if (this.options.madeBy.has(rule.name)) return { rule: rule.name, isMet, reason: t('It made this file itself, and leaves it alone.'), trace, steps: [] };
    const steps = this.plan(compiled);
    if (rule.stop) this.ended ??= t('“{name}” acted on it, and lets no rule below it act.', { name: rule.name });
    return { rule: rule.name, isMet, reason: null, trace, steps };
  }

  private whyNotAsked({ asksForError, needs }: CompiledRule): string | null {
    if (this.ended !== null) return this.ended;
    if (this.options.hasFailed && !asksForError) return t('The file could not be read, and this rule does not ask for errors.');
    return this.options.isWaiting?.(needs) ?? null;
  }

  private plan({ rule, condition, steps }: CompiledRule): RuleStep[] {
    const captures = steps.some(wantsCaptures) ? condition.captures(this.facts) : {};
    return steps.map((step) => {
      if (this.isStuck) return untouched(step, 'notReached', t('An action before it can’t be done.'));
      const { facts } = this;
      const values = { fact: (name: string) => facts.value(name), captures, counter: 1, now: facts.now, source: this.file.source };
      const { surroundings } = this.options;
      return this.planStep(step, { file: this.file, rule: rule.name, step: step.key, values, taken: this.taken, surroundings });
    });
  }

  private planStep(step: CompiledStep, context: StepContext): RuleStep {
    const action = this.actionOf(step.spec);
    if (!action) return untouched(step, 'skipped', t('This version of Filemill does not know “{do}”.', { do: step.spec.do }));
    if (action.kind === 'original' && this.redirect?.kind === 'trash') return untouched(step, 'skipped', t('It goes to the trash already.'));
    try {
      const planned = action.plan(step.spec, context);
      if (action.kind === 'side') return this.note(step, context, action, planned, null);
      const redirect = action.redirect(step.spec, context, this.present);
      if (redirect === null) return untouched(step, 'skipped', t('{sentence}: it is there already.', { sentence: planned.sentence }));
      return this.note(step, context, action, this.follow(redirect, planned), null);
    } catch (error) {
      if (step.spec.onFailure === 'stop') this.fail(context.rule);
      return this.note(step, context, action, null, error);
    }
  }

  private follow(redirect: Redirect, planned: Planned): Planned {
    this.redirect = redirect;
    if (redirect.kind === 'trash') return planned;
    this.present = { folder: redirect.folder, name: redirect.name };
    this.facts = factsUnderWay(this.known, this.file.root, this.present);
    return { ...planned, target: join(redirect.folder, redirect.name) };
  }

  private fail(rule: string): void {
    this.isStuck = true;
    this.ended = t('An action of “{rule}” can’t be done; no rule below it is asked.', { rule });
  }

  private note({ key, spec }: CompiledStep, context: StepContext, action: Action, planned: Planned | null, thrown: unknown): RuleStep {
    const error = planned ? null : toErrorData(thrown);
    const told: RuleStep = planned
      ? { action: spec.do, state: 'planned', ...planned, effectId: null, error }
      : { action: spec.do, state: 'failed', sentence: error?.message ?? '', target: null, isDestructive: false, effectId: null, error };
    this.steps.push({ rule: context.rule, key, spec, action, context, planned, error, told });
    return told;
  }
}

/** Catching groups takes long in a long text; that it matches is known by then. */
function wantsCaptures({ spec }: CompiledStep): boolean {
  const wanted = capturing.get(spec) ?? /\{\s*match\./.test(JSON.stringify(spec));
  capturing.set(spec, wanted);
  return wanted;
}

/** Found out once for each action. */
const capturing = new WeakMap<object, boolean>();

function untouched({ spec }: CompiledStep, state: 'skipped' | 'notReached', sentence: string): RuleStep {
  return { action: spec.do, state, sentence, target: null, isDestructive: false, effectId: null, error: null };
}
