import { useMemo, useRef } from 'react';
import type { Rule, RuleWarning } from '../../../../shared/model/rule';
import { callEngine } from '../../../engine-client/engine-client';
import { useDelayed } from '../../archives/use-delayed';
import { problemsOf, withProblem, type Problems } from '../draft/rule-problems';
import { useAnswer } from '../use-answer';

export interface Checked {
  readonly problems: Problems;
  readonly warnings: readonly RuleWarning[];
  /** The last that had no mistake; null before there was one. */
  readonly good: Rule | null;
  /** What is written is the good one. */
  readonly isGood: boolean;
}

const PAUSE_MS = 180;
const NONE: readonly RuleWarning[] = [];

/** What is wrong with a rule and what is remarkable, a moment after the last letter. */
export function useChecked(rule: Rule, formerName: string): Checked {
  const settled = useDelayed(rule, PAUSE_MS);
  const own = useMemo(() => problemsOf(rule), [rule]);
  const isSettled = useMemo(() => JSON.stringify(settled) === JSON.stringify(rule), [settled, rule]);
  const key = isSettled && own.size === 0 ? JSON.stringify([formerName, settled]) : null;
  const answer = useAnswer(key, (signal) => callEngine('rules.check', { rule: settled, formerName }, { signal }));
  const isAnswered = key !== null && answer.key === key;
  const problem = isAnswered ? (answer.value?.problem ?? null) : null;
  const isGood = isAnswered && answer.value !== null && problem === null;

  const good = useRef<{ name: string; rule: Rule } | null>(null);
  if (good.current?.name !== formerName) good.current = null;
  if (isGood && good.current?.rule !== settled) good.current = { name: formerName, rule: settled };

  const problems = useMemo(() => withProblem(own, problem), [own, problem]);
  return { problems, warnings: answer.value?.warnings ?? NONE, good: good.current?.rule ?? null, isGood: isGood || (key === null && own.size === 0) };
}
