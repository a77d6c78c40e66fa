import { toErrorData } from '../../shared/errors/filemill-error';
import type { ActionSpec } from '../../shared/model/action';
import { MOST_LEVELS, ruleSchema, type Condition, type Rule, type RuleProblem } from '../../shared/model/rule';
import type { Surroundings } from '../acting/action';
import { captureFlaws } from './capture-flaws';
import { compileTest } from './compile-test';
import { pathFlaws } from './path-flaws';
import { folderKey, type KnownActions } from './rule-set';
import { sayIssue } from './say-issue';
import { t } from '../../shared/words/words';

/** What is wrong, and where in the rule: "name", "if.all.1", "then.0". */
export type Flaw = Pick<RuleProblem, 'message' | 'hint'> & { at: string };

/** What the rule itself has wrong, wherever it is: all of it, not only the first. */
export function flawsOf(rule: Rule): Flaw[] {
  const conditions = conditionFlaws(rule.if);
  if (rule.name.trim() === '') return [{ at: 'name', message: t('A rule needs a name.'), hint: t('Say in a few words what it does.') }, ...conditions];
  if (rule.name !== rule.name.trim() || /[\p{Cc}\u2028\u2029]/u.test(rule.name)) {
    return [{ at: 'name', message: t('The name begins or ends with a space, or holds what can’t be seen.'), hint: t('Write it on one line.') }, ...conditions];
  }
  const parsed = ruleSchema.safeParse(rule);
  const [issue] = parsed.success || conditions.length > 0 ? [] : parsed.error.issues;
  return issue ? [{ at: issue.path.join('.'), ...sayIssue(issue, t('the rule'), Object.keys(ruleSchema.shape)) }] : conditions;
}

/** What it would do and must not, or can't, here: a check of each action. */
export function flawsHere(rule: Rule, actions: KnownActions, around: Omit<Surroundings, 'roots'>): Flaw[] {
  const surroundings: Surroundings = { ...around, roots: foldersOf(rule, around.folders()).map(({ path }) => path) };
  return rule.then.flatMap((spec, index) => {
    const check = (asked: ActionSpec): void => actions.get(asked.do)?.check(asked, surroundings);
    const flaw = flawBy(check, spec, `then.${index}`);
    return flaw ? [flaw] : pathFlaws(spec, `then.${index}`);
  });
}

/** What of its actions makes no sense anywhere: tokens that nobody knows, groups that no expression has. Also of rules that are off. */
export function wordingFlaws(rule: Rule, actions: KnownActions): Flaw[] {
  const check = (asked: ActionSpec): unknown => actions.get(asked.do)?.needs(asked);
  const unknown = rule.then.flatMap((spec, index) => flawBy(check, spec, `then.${index}`) ?? []);
  return unknown.length > 0 ? unknown : captureFlaws(rule);
}

/** With the field that is to blame, if it is a single one: without its value the check passes. */
function flawBy(check: (spec: ActionSpec) => unknown, spec: ActionSpec, at: string): Flaw | null {
  const fault = faultBy(check, spec);
  if (!fault) return null;
  const blamed = Object.entries(HARMLESS).find(([key, value]) => key in spec && !faultBy(check, { ...spec, [key]: value }));
  return { at: blamed ? `${at}.${blamed[0]}` : at, ...fault };
}

const HARMLESS = { key: 'x', metadata: {}, to: '/x', as: 'x', message: 'x', title: 'x', url: 'https://example.org', body: 'x', program: '/x', checksum: 'x', arguments: [], add: ['x'], headers: {} };

function faultBy(check: (spec: ActionSpec) => unknown, spec: ActionSpec): { message: string; hint: string } | null {
  try {
    check(spec);
    return null;
  } catch (error) {
    const { code, message, hint } = toErrorData(error);
    // A mistake of Filemill's own is no mistake of the rule's.
    if (code === 'bug') throw error;
    return { message, hint };
  }
}

/** The watched folders that a rule is for. */
export function foldersOf<Folder extends { name: string; path: string }>(rule: Pick<Rule, 'folders'>, folders: readonly Folder[]): Folder[] {
  const wanted = new Set(rule.folders.map(folderKey));
  return folders.filter(({ name, path }) => wanted.size === 0 || wanted.has(folderKey(name)) || wanted.has(folderKey(path)));
}

const MOST_PARTS = 200;

/** Of each test in it. */
export function conditionFlaws(condition: Condition, at = 'if', level = 1): Flaw[] {
  if (level > MOST_LEVELS) return [{ at, message: t('Conditions are nested more than {levels} deep.', { levels: MOST_LEVELS }), hint: t('Split the rule in two.') }];
  if ('fact' in condition) {
    try {
      compileTest(condition);
      return [];
    } catch (error) {
      const { message, hint } = toErrorData(error);
      return [{ at, message, hint }];
    }
  }
  const [word, parts] = 'all' in condition ? (['all', condition.all] as const) : 'any' in condition ? (['any', condition.any] as const) : (['none', condition.none] as const);
  if (parts.length > MOST_PARTS) return [{ at, message: t('“{word}” holds more than {most} conditions.', { word, most: MOST_PARTS }), hint: t('Use “is one of” with a list.') }];
  return parts.flatMap((part, index) => conditionFlaws(part, `${at}.${word}.${index}`, level + 1));
}
