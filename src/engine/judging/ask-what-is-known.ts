import { factOf } from '../../shared/model/fact';
import type { Condition, RuleTest } from '../../shared/model/rule';
import { compileCondition, type Facts } from '../rules/compile-condition';

/** Why a fact may yet become known; null for one that never will. */
export type WhyUnknown = (fact: string) => string | null;

/** Whether a condition holds; a sentence where that hangs on something that may yet become known. */
export type Answer = boolean | string;

interface Question {
  readonly cost: number;
  ask(facts: Facts, whyUnknown: WhyUnknown): Answer;
}

/**
 * A condition asked of files of which not all is known yet, as Kleene's logic has it: what is not known counts only where it
 * makes a difference. What is cheap to find out is asked first.
 *
 * @throws FilemillError `settings.invalid` as `compileCondition` does
 */
export function askWhatIsKnown(condition: Condition): Question['ask'] {
  compileCondition(condition);
  return questionOf(condition).ask;
}

function questionOf(condition: Condition): Question {
  if ('fact' in condition) return single(condition);
  const [parts, ends] = 'all' in condition ? [condition.all, false] : 'any' in condition ? [condition.any, true] : [condition.none, true];
  const questions = parts.map(questionOf).sort((one, other) => one.cost - other.cost);
  const isNone = 'none' in condition;
  return {
    cost: Math.max(0, ...questions.map(({ cost }) => cost)),
    ask: (facts, whyUnknown) => {
      let unknown: string | null = null;
      for (const question of questions) {
        const answer = question.ask(facts, whyUnknown);
        if (answer === ends) return isNone ? !ends : ends;
        if (typeof answer === 'string') unknown ??= answer;
      }
      return unknown ?? (isNone ? ends : !ends);
    },
  };
}

function single(test: RuleTest): Question {
  const { isMet } = compileCondition(test);
  return {
    cost: COSTS[test.fact] ?? (['look', 'recognise'].includes(factOf(test.fact)?.needs ?? '') ? 0 : 1),
    ask: (facts, whyUnknown) => (facts.value(test.fact) === undefined ? whyUnknown(test.fact) : null) ?? isMet(facts),
  };
}

/** Of what does not stand in the ledger's row of a file, in the order of what it takes to fetch it. A reading is 1. */
const COSTS: Readonly<Record<string, number>> = { error: 0, copies: 2, duplicate: 2, text: 3, entries: 4, 'members.text': 5 };
