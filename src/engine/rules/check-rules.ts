import type { FactNeed } from '../../shared/model/fact';
import type { Rule, RuleProblem } from '../../shared/model/rule';
import { flawsHere, flawsOf, foldersOf, wordingFlaws, type Flaw } from './check-rule';
import { circularRoutes } from './circular-routes';
import { placeFlaws } from './places-of';
import type { ReadRules } from './read-rules';
import { compileRule, type KnownActions } from './rule-set';
import { RuleWarnings } from './rule-warnings';
import { finish, type Steps } from './steps';
import type { WatchedFolder } from './warnings/watched-folder';

/** What rules are to work with. */
export interface RulesAround {
  readonly dataFolder: string;
  readonly actions: KnownActions;
  /** All that are watched. */
  readonly folders: readonly WatchedFolder[];
  readonly programsAllowed: boolean;
  /** The disks are asked, too, where rules that are on write: as they are now. Left out, they are not. */
  readonly asksDisks?: boolean;
}

/**
 * What is wrong with some of the rules.
 *
 * @param rules all of them, in their order; they may lead files in a circle
 * @param isWritten by a person, here and now: asked for all, also while it is off. Of other rules that are off only the wording is
 *   asked: they may come from another machine, and are asked where they write when they are switched on
 */
export const flawsAmong = (rules: readonly Rule[], asked: readonly Rule[], around: RulesAround, isWritten = false): (Flaw & { rule: Rule })[] => finish(flawsInSteps(rules, asked, around, isWritten));

/** The same in pieces of some milliseconds. */
export function* flawsInSteps(rules: readonly Rule[], asked: readonly Rule[], { actions, dataFolder, folders, programsAllowed, asksDisks = false }: RulesAround, isWritten: boolean): Steps<(Flaw & { rule: Rule })[]> {
  const around = { dataFolder, folders: () => folders.map(({ id, path, settings }) => ({ id, path, name: settings.name })), programsAllowed };
  const hasRoutes = asked.some(({ then }) => then.some((spec) => spec.do === 'route'));
  const circles = hasRoutes ? circularRoutes(rules, folders) : new Map<Rule, Flaw>();
  const flawsIn = (rule: Rule): Flaw[] => {
    const own = flawsOf(rule);
    const wording = own.length > 0 ? own : wordingFlaws(rule, actions);
    if (wording.length > 0 || !(rule.isEnabled || isWritten)) return wording;
    const circle = circles.get(rule);
    const here = [...flawsHere(rule, actions, around), ...(circle ? [circle] : [])];
    return here.length > 0 || !asksDisks || !rule.isEnabled ? here : placeFlaws(rule, rootsOf(rule, folders));
  };
  const flaws: (Flaw & { rule: Rule })[] = [];
  for (const rule of asked) {
    yield;
    flaws.push(...flawsIn(rule).map((flaw) => ({ ...flaw, rule })));
  }
  return flaws;
}

/** Of the watched folders that a rule is for. */
export const rootsOf = (rule: Rule, folders: readonly WatchedFolder[]): string[] => foldersOf(rule, folders.map(({ path, settings }) => ({ path, name: settings.name }))).map(({ path }) => path);

/** The same of rules that were read from a text, with the places in it. */
export function* problemsAmong({ rules, problems, places }: ReadRules, asked: readonly Rule[], around: RulesAround, isWritten = false): Steps<RuleProblem[]> {
  if (problems.length > 0) return problems;
  const flaws = yield* flawsInSteps(rules, asked, around, isWritten);
  return flaws.map(({ rule, at, message, hint }) => ({ line: null, ...places.of(rules.indexOf(rule), at), rule: rule.name, message, hint, at }));
}

/** @param known what rules need that were compiled already; @param former what was found of rules before, with the same folders or others */
export function warningsAmong(rules: readonly Rule[], around: RulesAround, known: ReadonlyMap<Rule, ReadonlySet<FactNeed>> = new Map(), former: RuleWarnings | null = null): RuleWarnings {
  const { folders, programsAllowed, actions } = around;
  return new RuleWarnings(rules, { folders, programsAllowed, needsOf: (rule) => known.get(rule) ?? compileRule(rule, actions).needs }, former);
}
