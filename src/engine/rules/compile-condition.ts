import { FilemillError } from '../../shared/errors/filemill-error';
import type { FactNeed, FactValue } from '../../shared/model/fact';
import { MOST_LEVELS, type Condition, type RuleTest, type Trace } from '../../shared/model/rule';
import type { Captures } from './captures-of';
import { compileTest } from './compile-test';
import { testSentence } from './test-sentence';
import { t } from '../../shared/words/words';

/** What is known of one file. Asked for one by one, so that a long text is fetched only where a rule wants it. */
export interface Facts {
  /** Undefined for what is not known of this file. */
  value(name: string): FactValue | undefined;
  /** Milliseconds since 1970; the same for all rules of one run. */
  readonly now: number;
}

export interface CompiledCondition {
  /** What must have been done before it can be asked. */
  needs: ReadonlySet<FactNeed>;
  isMet(facts: Facts): boolean;
  /** The same with a reason for each part; asks all of them. */
  trace(facts: Facts): Trace;
  /** Of all regular expressions that matched, in order; a later one with the same name wins. */
  captures(facts: Facts): Captures;
}

/** @throws FilemillError `settings.invalid` that says which test is wrong and why */
export function compileCondition(condition: Condition, level = 1): CompiledCondition {
  if (level > MOST_LEVELS) {
    throw new FilemillError('settings.invalid', t('Conditions are nested more than {levels} deep.', { levels: MOST_LEVELS }), { hint: t('Split the rule in two.') });
  }
  if ('fact' in condition) return compileSingle(condition);
  const [word, parts] = groupOf(condition);
  const compiled = parts.map((part) => compileCondition(part, level + 1));
  const judge = JUDGES[word];
  return {
    needs: new Set(compiled.flatMap(({ needs }) => [...needs])),
    isMet: (facts) => judge(compiled, (part) => part.isMet(facts)),
    trace: (facts) => {
      const traces = compiled.map((part) => part.trace(facts));
      return { sentence: word, isMet: judge(traces, ({ isMet }) => isMet), actual: null, parts: traces };
    },
    // What must not be met has caught nothing.
    captures: (facts) => (word === 'none' ? {} : Object.assign({}, ...compiled.map((part) => part.captures(facts)))),
  };
}

type Word = 'all' | 'any' | 'none';

/** An empty `all` and `none` hold for every file; an empty `any` for none. */
const JUDGES: Record<Word, <T>(parts: readonly T[], isMet: (part: T) => boolean) => boolean> = {
  all: (parts, isMet) => parts.every(isMet),
  any: (parts, isMet) => parts.some(isMet),
  none: (parts, isMet) => !parts.some(isMet),
};

function groupOf(condition: Exclude<Condition, RuleTest>): [Word, Condition[]] {
  if ('all' in condition) return ['all', condition.all];
  return 'any' in condition ? ['any', condition.any] : ['none', condition.none];
}

function compileSingle(test: RuleTest): CompiledCondition {
  const { fact, passes, captures } = compileTest(test);
  const asksWhetherKnown = test.operator === 'is known';
  const isMetBy = (known: FactValue | undefined, now: number): boolean => {
    if (asksWhetherKnown) return (known !== undefined) === test.value;
    return known !== undefined && passes(known, now);
  };
  return {
    needs: new Set([fact.needs]),
    isMet: (facts) => isMetBy(facts.value(test.fact), facts.now),
    trace: (facts) => {
      const known = facts.value(test.fact);
      return { sentence: testSentence(test, fact), isMet: isMetBy(known, facts.now), actual: known === undefined ? null : shorten(known), parts: [] };
    },
    captures: (facts) => {
      const known = facts.value(test.fact);
      return captures && known !== undefined && passes(known, facts.now) ? captures(known) : {};
    },
  };
}

const MOST_SHOWN = 300;

/** A trace is kept with the run: of a long text only its beginning. */
function shorten(value: FactValue): FactValue {
  if (typeof value === 'string' && value.length > MOST_SHOWN) return `${value.slice(0, MOST_SHOWN)}…`;
  return Array.isArray(value) && value.length > 20 ? [...value.slice(0, 20), '…'] : value;
}
