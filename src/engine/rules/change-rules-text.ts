import { ruleSchema, type Rule } from '../../shared/model/rule';
import type { RulesCut } from './cut-rules';
import { foldRuleName } from './fold-rule-name';
import { readRules } from './read-rules';
import type { Steps } from './steps';
import { newFile, rewriteRules } from './write-rules';

/** A text, and the pieces of it where it could be cut up. */
export interface RulesText {
  readonly text: string;
  readonly cut: RulesCut | null;
}

/**
 * What `writeRules` does, in time that grows with what is changed and not with all that is there, wherever the text can be cut up.
 *
 * @param present the rules in the text
 * @throws FilemillError `settings.invalid` when the text has a mistake
 */
export function changeRulesText({ text, cut }: RulesText, present: readonly Rule[], rules: readonly Rule[], formerNames: ReadonlyMap<string, string> = new Map()): RulesText {
  const changed = cut && cut.pieces.length === present.length ? changePieces(cut, present, rules, formerNames) : null;
  if (changed) return { text: changed.head + changed.pieces.join(''), cut: changed };
  const written = text.trim() === '' ? null : rewriteRules(text, rules, formerNames);
  if (written) return { text: written.text, cut: written.read.cut };
  const made = newFile(rules);
  return { text: made, cut: readRules(made).cut };
}

/** Rules that are written in one piece, which takes some milliseconds each. */
const MOST_AT_ONCE = 12;

/** The same, where much is changed, in pieces of some ten milliseconds. */
export function* changeRulesTextInSteps(present: RulesText, from: readonly Rule[], to: readonly Rule[], formerNames: ReadonlyMap<string, string> = new Map()): Steps<RulesText> {
  let text = present;
  let rules = from;
  for (const next of present.cut || present.text.trim() === '' ? waysTo(from, to) : []) {
    text = changeRulesText(text, rules, next);
    rules = next;
    yield;
  }
  return changeRulesText(text, rules, to, formerNames);
}

/** What lies between, where rules change in their places or are added at the end, each with a few more of them; or where all are taken out, or put in another order. */
function* waysTo(from: readonly Rule[], to: readonly Rule[]): Generator<Rule[]> {
  const [first] = from;
  const last = from.at(-1);
  // The first and the last one go to their places when the others are in order.
  if (first && last && from.length > 3 && isReordered(from, to)) return yield [first, ...to.filter((rule) => !isSame(rule, first) && !isSame(rule, last)), last];
  // The last one is taken out of a text that is short by then.
  if (to.length === 0 && from.length > 1) yield from.slice(0, 1);
  if (from.length > to.length || from.some(({ name }, at) => to[at]?.name !== name)) return;
  const present = [...from];
  let left = 0;
  for (const [at, rule] of to.entries()) {
    if (at < from.length && isSame(from[at] as Rule, rule)) continue;
    if (left === MOST_AT_ONCE) {
      yield [...present];
      left = 0;
    }
    present[at] = rule;
    left += 1;
  }
}

/**
 * Rules that stay as they are and side by side are put away together, a short rule standing in for them, while the others are
 * written; they come back as they were, to the letter.
 */
function changePieces({ head, pieces, indent }: RulesCut, present: readonly Rule[], rules: readonly Rule[], formerNames: ReadonlyMap<string, string>): RulesCut | null {
  const moved = movedPieces(pieces, present, rules);
  if (moved) return { head, pieces: moved, indent };
  const runs = runsOf(present, rules, formerNames);
  const nameOf = namesBeside([...present, ...rules]);
  const text = runs.map((run) => {
    const own = pieces.slice(run.from, run.until);
    // Whether rules are set apart by blank lines is asked of all of them.
    return run.isAway ? `${own.some((piece) => piece.startsWith('\n')) ? '\n' : ''}${indent}- name: ${nameOf(run)}\n` : own.join('');
  });
  const away = new Map(runs.filter(({ isAway }) => isAway).map((run) => [run.at, run]));
  const short: { rule: Rule; run?: Run | undefined }[] = [];
  for (let at = 0; at < rules.length; ) {
    const run = away.get(at);
    const rule = run ? ruleSchema.parse({ name: nameOf(run) }) : rules[at];
    if (rule) short.push({ rule, run });
    at += run ? run.until - run.from : 1;
  }
  const written = rewriteRules(head + text.join(''), short.map(({ rule }) => rule), formerNames)?.read.cut;
  if (!written || written.pieces.length !== short.length || written.indent !== indent) return null;
  return { ...written, pieces: short.flatMap(({ run }, index) => (run ? pieces.slice(run.from, run.until) : [written.pieces[index] ?? ''])) };
}

/** Rules that only change their places, all but the first and the last: each piece means the same wherever it stands. Null for anything else. */
function movedPieces(pieces: readonly string[], present: readonly Rule[], rules: readonly Rule[]): string[] | null {
  const [first] = present;
  const last = present.at(-1);
  if (!first || !last || !isSame(first, rules[0]) || !isSame(last, rules.at(-1)) || !isReordered(present, rules)) return null;
  const places = new Map(present.map(({ name }, at) => [name, at]));
  return rules.map(({ name }) => pieces[places.get(name) ?? -1] ?? '');
}

/** They are the same rules, some of them in other places. */
function isReordered(rules: readonly Rule[], others: readonly Rule[]): boolean {
  if (rules.length !== others.length || rules.every((rule, at) => rule === others[at])) return false;
  const known = new Map(rules.map((rule) => [rule.name, rule]));
  return others.every((rule) => isSame(rule, known.get(rule.name)));
}

/** Pieces that have the same fate, and keep together. */
interface Run {
  from: number;
  until: number;
  /** Where the first of them will stand; null for rules that are taken out. */
  at: number | null;
  /** Put away while the others are written. */
  isAway: boolean;
}

function runsOf(present: readonly Rule[], rules: readonly Rule[], formerNames: ReadonlyMap<string, string>): Run[] {
  const places = new Map(rules.map(({ name }, at) => [foldRuleName(formerNames.get(name) ?? name), at]));
  // What stands first or last has a say in what is around the list.
  const isInside = (at: number, all: readonly Rule[]): boolean => at > 0 && at < all.length - 1;
  const runs: Run[] = [];
  for (const [from, rule] of present.entries()) {
    const at = places.get(foldRuleName(rule.name)) ?? null;
    const stays = at === null || (isInside(at, rules) && isSame(rule, rules[at]));
    const isAway = stays && isInside(from, present);
    const last = runs.at(-1);
    const next = last && (last.at === null ? null : last.at + last.until - last.from);
    if (last?.isAway && isAway && at === next) last.until += 1;
    else runs.push({ from, until: from + 1, at, isAway });
  }
  return runs;
}

const isSame = (rule: Rule, other: Rule | undefined): boolean => rule === other || JSON.stringify(rule) === JSON.stringify(other);

/** Names for what stands in that none of the rules has. */
function namesBeside(rules: readonly Rule[]): (run: Run) => string {
  const taken = new Set(rules.map(({ name }) => foldRuleName(name)));
  let beginning = 'as before';
  while ([...taken].some((name) => name.startsWith(beginning))) beginning += '-';
  return ({ from }) => `${beginning} ${from}`;
}
