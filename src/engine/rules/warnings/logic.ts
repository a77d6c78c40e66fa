import { factOf, type FactValue } from '../../../shared/model/fact';
import { FILE_KINDS, type FileKind } from '../../../shared/model/file';
import type { Condition, RuleTest } from '../../../shared/model/rule';
import { compileTest } from '../compile-test';
import { candidatesOf } from './candidates';
import { kindsOfFact } from './kinds-of-fact';
import { areApart, isWithin, spanOf, type Span } from './span-of';

/**
 * What can be told of conditions without a file. Sound and not clever: what is said holds; not all that holds is said. Nothing
 * is tried beyond so many steps.
 */
export class Logic {
  private stepsLeft = 20_000;

  /** Whether no file can meet it. */
  isImpossible(condition: Condition, given: readonly RuleTest[] = []): boolean {
    if ((this.stepsLeft -= 1) < 0) return false;
    const parts = partsOf(condition);
    const tests = [...given, ...parts.filter(isTest)];
    if (areContrary(tests)) return true;
    return parts.some((part) => {
      if ('any' in part) return part.any.every((one) => this.isImpossible(one, tests));
      return 'none' in part && part.none.some((one) => this.followsFrom(tests, one));
    });
  }

  /** Whether every file that meets the first one meets the second one. */
  implies(condition: Condition, wanted: Condition, given: readonly RuleTest[] = []): boolean {
    if ((this.stepsLeft -= 1) < 0) return false;
    if ('all' in wanted) return wanted.all.every((part) => this.implies(condition, part, given));
    const parts = partsOf(condition);
    const tests = [...given, ...parts.filter(isTest)];
    if (this.followsFrom(tests, wanted) || (!isTest(wanted) && isAmong(wanted, parts))) return true;
    if ('any' in wanted && wanted.any.some((part) => this.implies(condition, part, given))) return true;
    return parts.some((part) => 'any' in part && part.any.length > 0 && part.any.every((one) => this.implies(one, wanted, tests)));
  }

  private followsFrom(tests: readonly RuleTest[], wanted: Condition): boolean {
    if ((this.stepsLeft -= 1) < 0) return false;
    if ('all' in wanted) return wanted.all.every((part) => this.followsFrom(tests, part));
    if ('any' in wanted) return wanted.any.some((part) => this.followsFrom(tests, part));
    if ('none' in wanted) return wanted.none.every((part) => this.isImpossible(part, tests));
    return tests.some((test) => isStricter(test, wanted));
  }
}

function isAmong(wanted: Condition, parts: readonly Condition[]): boolean {
  const written = JSON.stringify(wanted);
  return parts.some((part) => !isTest(part) && JSON.stringify(part) === written);
}

/** The kinds of files that can meet it. */
export function possibleKinds(condition: Condition): FileKind[] {
  const tests = partsOf(condition).filter(isTest);
  return FILE_KINDS.filter((kind) => tests.every((test) => fits(test, kind)));
}

const isTest = (part: Condition): part is RuleTest => 'fact' in part;

/** What must all hold, groups in groups laid open. */
function partsOf(condition: Condition): Condition[] {
  return 'all' in condition ? condition.all.flatMap(partsOf) : [condition];
}

const isUnknown = ({ operator, value }: RuleTest): boolean => operator === 'is known' && value === false;

function fits(test: RuleTest, kind: FileKind): boolean {
  if (test.fact === 'kind') return passes(test, kind);
  return isUnknown(test) || kindsOfFact(test.fact).includes(kind);
}

/** A test of what is not known never holds, but for the one that asks for just this. */
function passes(test: RuleTest, value: FactValue): boolean {
  return test.operator === 'is known' ? test.value === true : compileTest(test).passes(value, 0);
}

function areContrary(tests: readonly RuleTest[]): boolean {
  if (!FILE_KINDS.some((kind) => tests.every((test) => fits(test, kind)))) return true;
  const byFact = new Map<string, RuleTest[]>();
  for (const test of tests) byFact.set(test.fact, [...(byFact.get(test.fact) ?? []), test]);
  return [...byFact.values()].some((same) => same.length > 1 && (areExclusive(same) || noneIsLeft(same) || haveNothingInCommon(same)));
}

/** One wants it unknown, another asks what it is; or one wants a list empty, another something in it. */
function areExclusive(tests: readonly RuleTest[]): boolean {
  if (tests.some(isUnknown)) return !tests.every(isUnknown);
  const isEmpty = tests.some(({ operator, value }) => operator === 'is empty' && value === true);
  if (isEmpty && tests.some(({ operator, value }) => operator.startsWith('contains') || (operator === 'is empty' && value === false))) return true;
  const least = Math.max(...tests.map(({ operator, value }) => (operator === 'has at least' ? Number(value) : -Infinity)));
  const most = Math.min(isEmpty ? 0 : Infinity, ...tests.map(({ operator, value }) => (operator === 'has at most' ? Number(value) : Infinity)));
  return least > most;
}

function noneIsLeft(tests: readonly RuleTest[]): boolean {
  const countable = tests.map(candidatesOf).find((found) => found !== null);
  return countable !== undefined && countable !== null && !countable.some((value) => tests.every((test) => isByCase(test) || passes(test, value)));
}

function haveNothingInCommon(tests: readonly RuleTest[]): boolean {
  const spans = tests.map(spanOf).filter((span): span is Span => span !== null);
  return spans.some((one, index) => spans.slice(index + 1).some((other) => areApart(one, other)));
}

function isStricter(test: RuleTest, wanted: RuleTest): boolean {
  if (test.fact !== wanted.fact) return false;
  if (test.operator === wanted.operator && isSame(test.value, wanted.value)) return true;
  if (isUnknown(test) || isUnknown(wanted)) return false;
  if (wanted.operator === 'is known') return true;
  if (test.operator === 'is known') return false;
  const values = candidatesOf(test);
  if (values && !isByCase(wanted)) return values.filter((value) => isByCase(test) || passes(test, value)).every((value) => passes(wanted, value));
  const [inner, outer] = [spanOf(test), spanOf(wanted)];
  return (inner !== null && outer !== null && isWithin(inner, outer)) || hasMoreLetters(test, wanted);
}

const isSame = (one: RuleTest['value'], other: RuleTest['value']): boolean => one === other || (Array.isArray(one) && JSON.stringify(one) === JSON.stringify(other));

/** What begins with "Invoice 2026" begins with "Invoice", and contains both. */
function hasMoreLetters(test: RuleTest, wanted: RuleTest): boolean {
  const pieces = ['contains', 'starts with', 'ends with'];
  if (!pieces.includes(test.operator) || Array.isArray(test.value) || Array.isArray(wanted.value)) return false;
  if (wanted.operator !== 'contains' && wanted.operator !== test.operator) return false;
  return typeof test.value === 'string' && isText(test.fact) && passes(wanted, test.value);
}

/** To a regular expression capitals make a difference, and to no other test: "A" may be what passes "is a". */
const isByCase = ({ operator }: RuleTest): boolean => operator === 'matches' || operator === 'does not match';

/** Of a list, "contains" is about one of its texts as a whole. */
const isText = (fact: string): boolean => factOf(fact)?.type === 'text';
