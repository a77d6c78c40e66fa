import { useEffect, useRef } from 'react';
import type { Rule, RuleProblem } from '../../../../shared/model/rule';
import { callEngine } from '../../../engine-client/engine-client';
import { useDelayed } from '../../archives/use-delayed';
import { isSameRule } from '../draft/draft';
import { useAnswer } from '../use-answer';
import { t } from '../../../../shared/words/words';

interface Wiring {
  /** What was written and has not been read yet, or can't be; null while the rule says all. */
  readonly text: string | null;
  readonly rule: Rule;
  /** It was read, and says something else than the rule did. */
  onRule(rule: Rule): void;
  /** It was read, and says what the rule says. */
  onSame(): void;
}

export interface ReadYaml {
  readonly problems: readonly RuleProblem[];
  /** The text that the rule was read from, as it was written; null where it was not. */
  readonly source: string | null;
}

const PAUSE_MS = 250;
const NONE: readonly RuleProblem[] = [];

/** What is written as YAML is the rule as soon as it can be read, on whatever tab one is by then. */
export function useReadYaml({ text, rule, onRule, onSame }: Wiring): ReadYaml {
  const settled = useDelayed(text, PAUSE_MS);
  const key = settled === text ? settled : null;
  const parsed = useAnswer(key, (signal) => callEngine('rules.parse', { text: key ?? '' }, { signal }));
  const answer = key !== null && parsed.key === key ? parsed.value : null;
  // No state: it must be there when the rule that was read is drawn for the first time, or the caret would jump.
  const read = useRef<{ text: string; rule: Rule } | null>(null);

  useEffect(() => {
    const [only, ...others] = answer?.rules ?? [];
    if (key === null || !answer || !only || others.length > 0 || answer.problems.length > 0) return;
    read.current = { text: key, rule: only };
    if (isSameRule(rule, only)) onSame();
    else onRule(only);
    // Only a new answer has something to say.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, answer]);

  const isSource = read.current !== null && isSameRule(read.current.rule, rule);
  return { problems: answer ? problemsIn(answer) : NONE, source: isSource ? (read.current?.text ?? null) : null };
}

function problemsIn({ rules, problems }: { rules: readonly Rule[]; problems: readonly RuleProblem[] }): readonly RuleProblem[] {
  if (problems.length > 0) return problems;
  if (rules.length === 1) return NONE;
  const message = rules.length === 0 ? t('There is no rule in it.') : t('There are {count} rules in it.', { count: rules.length });
  return [{ line: null, rule: null, message, hint: t('Write one here; “Import” takes several.') }];
}
