import type { ReactNode } from 'react';
import { factOf } from '../../../../shared/model/fact';
import type { RuleTest } from '../../../../shared/model/rule';
import { callEngine } from '../../../engine-client/engine-client';
import { Select } from '../../../parts/select';
import { useDelayed } from '../../archives/use-delayed';
import { newRule } from '../draft/draft';
import { problemIn } from '../draft/rule-problems';
import { ProblemLine } from '../editor/problem-line';
import { useAnswer } from '../use-answer';
import type { ConditionProps } from './condition-group';
import { changeAt, type Place } from './condition-tree';
import { FactPicker } from './fact-picker';
import { operatorWords } from './operator-words';
import { RowTools } from './row-tools';
import { ActualValue, TraceMark } from './trace-mark';
import { operatorsOf, problemOfValue, shapeOf, testOf, withOperator } from './value-shape';
import { ValueField } from './value-field';
import { t } from '../../../../shared/words/words';
import styles from './condition.module.css';

interface Props extends ConditionProps {
  /** Where problems name it. */
  at: string;
}

/** One test: what is asked, how, and with what it is compared. */
export function ConditionRow({ root, place, trace, problems, at, onChange }: Props): ReactNode {
  const test = testAt(root, place);
  const problem = useExpressionProblem(test) ?? problemIn(problems, at);
  if (!test) return null;
  const fact = factOf(test.fact);
  const set = (next: RuleTest): void => onChange(changeAt(root, place, () => next));
  const operators = fact ? operatorsOf(fact.type) : [test.operator];
  return (
    <div className={styles.row} role="group" aria-label={t('Condition')} data-testid="condition" data-met={trace?.isMet}>
      <TraceMark trace={trace} />
      <div className={styles.test}>
        <FactPicker fact={test.fact} onPick={(name) => set(testOf(name, test))} />
        {operators.length > 1 ? (
          <Select
            label={t('How it is compared')}
            value={test.operator}
            options={operators.map((value) => ({ value, label: operatorWords(value) }))}
            testId="operator"
            onChange={(operator) => set(withOperator(test, operator))}
          />
        ) : null}
        {fact ? (
          <div className={styles.value} data-shape={shapeOf(fact.type, test.operator)}>
            <ValueField fact={fact} test={test} isInvalid={problem !== null} onChange={(value) => set({ ...test, value })} />
          </div>
        ) : null}
        <ProblemLine problem={problem} />
        {problem === null ? <ActualValue trace={trace} type={fact?.type ?? 'text'} /> : null}
      </div>
      <RowTools root={root} place={place} onChange={onChange} />
    </div>
  );
}

function testAt(root: ConditionProps['root'], place: Place): RuleTest | null {
  let found: RuleTest | null = null;
  changeAt(root, place, (there) => {
    if ('fact' in there) found = there;
    return there;
  });
  return found;
}

const PAUSE_MS = 150;
/** No rule is called that. */
const STAND_IN = '— an expression by itself —';

/** The engine alone can tell whether it can use an expression; it is asked about this one by itself. */
function useExpressionProblem(test: RuleTest | null): string | null {
  const settled = useDelayed(test, PAUSE_MS);
  const type = settled ? factOf(settled.fact)?.type : undefined;
  const isExpression = settled !== null && type !== undefined && shapeOf(type, settled.operator) === 'expression' && problemOfValue(settled) === null;
  const key = isExpression ? JSON.stringify(settled) : null;
  const answer = useAnswer(key, (signal) =>
    callEngine('rules.check', { rule: { ...newRule(STAND_IN, null), ...(settled ? { if: settled } : {}) }, formerName: null }, { signal }),
  );
  return answer.key === key ? (answer.value?.problem?.message ?? null) : null;
}
