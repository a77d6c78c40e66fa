import { ruleSchema, type Rule, type RuleProblem } from '../../../../shared/model/rule';
import { testsOf, pathOf } from '../condition/condition-tree';
import { problemOfValue } from '../condition/value-shape';
import { t } from '../../../../shared/words/words';

/** What is wrong, by where: "name", "if.all.1", "then.0.to"; "" for the rule as a whole. */
export type Problems = ReadonlyMap<string, string>;

/** What can be told without asking the engine. */
export function problemsOf(rule: Rule): Problems {
  const problems = new Map<string, string>();
  for (const { place, test } of testsOf(rule.if)) {
    const problem = problemOfValue(test);
    if (problem !== null) problems.set(`if${pathOf(rule.if, place)}`, problem);
  }
  const parsed = ruleSchema.safeParse(rule);
  for (const issue of parsed.error?.issues ?? []) {
    const at = issue.path.join('.');
    if (!problems.has(at)) problems.set(at, wordsOf(issue));
  }
  return problems;
}

function wordsOf({ code, message, path }: { code?: string | undefined; message: string; path: PropertyKey[] }): string {
  if (code === 'too_small') return path[0] === 'on' ? t('Choose one event at least.') : t('This is needed.');
  if (code === 'too_big') return t('This is too long.');
  return code === 'invalid_format' && path.at(-1) === 'url' ? t('Write an address, like https://example.org/in.') : message;
}

/** Whoever is writing the rule knows. */
const TOLD_ANYWAY: readonly string[] = [t('Correct the rule.'), t('Correct the template.')];

/** With what the engine says. */
export function withProblem(problems: Problems, problem: RuleProblem | null): Problems {
  if (problem === null) return problems;
  const words = problem.hint && !TOLD_ANYWAY.includes(problem.hint) ? `${problem.message} ${problem.hint}` : problem.message;
  const at = problem.at ?? '';
  return problems.has(at) ? problems : new Map([...problems, [at, words]]);
}

/** Of a place, or of something in it. */
export function problemIn(problems: Problems, at: string): string | null {
  const exact = problems.get(at);
  if (exact !== undefined) return exact;
  for (const [place, words] of problems) if (place.startsWith(`${at}.`)) return words;
  return null;
}
