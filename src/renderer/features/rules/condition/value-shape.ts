import { factOf, type Fact, type FactType } from '../../../../shared/model/fact';
import { OPERATORS, type Operator, type RuleTest, type TestValue } from '../../../../shared/model/rule';
import { isMeasure, SIZE_UNITS, SPAN_UNITS } from '../../../../shared/model/measure';
import { t } from '../../../../shared/words/words';

/** What kind of field a test's value is written in. */
export type ValueShape =
  | 'text'
  | 'texts'
  | 'pattern'
  | 'expression'
  | 'number'
  | 'numbers'
  | 'size'
  | 'sizes'
  | 'span'
  | 'date'
  | 'truth'
  | 'choice'
  | 'choices';

export function shapeOf(type: FactType, operator: Operator): ValueShape {
  if (type === 'truth' || operator === 'is known' || operator === 'is empty') return 'truth';
  if (type === 'choice') return operator === 'is one of' ? 'choices' : 'choice';
  if (operator === 'matches' || operator === 'does not match' || operator === 'contains match') return 'expression';
  if (operator === 'is like' || operator === 'is not like' || operator === 'contains like') return 'pattern';
  if (operator === 'is one of') return 'texts';
  if (type === 'list') return operator === 'has at least' || operator === 'has at most' ? 'number' : 'texts';
  if (type === 'size') return operator === 'between' ? 'sizes' : 'size';
  if (type === 'number') return operator === 'between' ? 'numbers' : 'number';
  if (type === 'age' || operator === 'within the last' || operator === 'longer ago than') return 'span';
  return type === 'instant' ? 'date' : 'text';
}

export function operatorsOf(type: FactType): readonly Operator[] {
  return OPERATORS[type];
}

const OF_EACH_SHAPE: Readonly<Record<ValueShape, (former: TestValue, fact: Fact) => TestValue>> = {
  text: (former) => firstText(former),
  pattern: (former) => firstText(former),
  expression: (former) => firstText(former),
  texts: (former) => (Array.isArray(former) ? former.map(String) : [firstText(former)].filter((text) => text !== '')),
  number: (former) => (typeof former === 'number' ? former : 1),
  numbers: (former) => (isPair(former) && former.every((one) => typeof one === 'number') ? former : typeof former === 'number' ? [former, former] : [0, 100]),
  size: (former) => first(former, (one) => isMeasure(one, SIZE_UNITS)) ?? '1 MB',
  sizes: (former) => (isPair(former) && former.every((one) => isMeasure(one, SIZE_UNITS)) ? former : ['1 MB', '10 MB']),
  span: (former) => first(former, (one) => isMeasure(one, SPAN_UNITS)) ?? '7 days',
  date: (former) => first(former, isDate) ?? '',
  truth: (former) => (typeof former === 'boolean' ? former : true),
  choice: (former, { choices = [] }) => first(former, (one) => choices.includes(String(one))) ?? choices[0] ?? '',
  choices: (former, { choices = [] }) => (Array.isArray(former) ? former : [former]).map(String).filter((one) => choices.includes(one)),
};

/** A value of the shape that the operator wants, as near to the former one as can be. */
export function valueFor(fact: Fact, operator: Operator, former: TestValue): TestValue {
  return OF_EACH_SHAPE[shapeOf(fact.type, operator)](former, fact);
}

/** A test of another fact: its operator and value stay where they make sense. */
export function testOf(name: string, former?: RuleTest): RuleTest {
  const fact = factOf(name) ?? { type: 'text', needs: 'read', label: name };
  const operators = operatorsOf(fact.type);
  const usual = USUAL[fact.type] ?? operators[0] ?? 'is';
  const operator = former && operators.includes(former.operator) && former.operator !== 'is known' ? former.operator : usual;
  const isSameType = former !== undefined && factOf(former.fact)?.type === fact.type;
  return { fact: name, operator, value: valueFor(fact, operator, isSameType ? former.value : '') };
}

/** With another operator. */
export function withOperator(test: RuleTest, operator: Operator): RuleTest {
  const fact = factOf(test.fact);
  return fact ? { ...test, operator, value: valueFor(fact, operator, test.value) } : { ...test, operator };
}

/** What most tests of a type ask, where it is not the first. */
const USUAL: Partial<Record<FactType, Operator>> = { text: 'contains', number: 'at least', size: 'above', instant: 'within the last' };

/** What is wrong with a value, told while it is written; null where the engine has the last word. */
export function problemOfValue({ fact: name, operator, value }: RuleTest): string | null {
  const fact = factOf(name);
  if (!fact) return t('There is no “{name}”. Choose what is asked.', { name });
  switch (shapeOf(fact.type, operator)) {
    case 'text':
    case 'pattern':
    case 'expression':
      return value === '' ? t('Write what to compare it with.') : null;
    case 'texts':
    case 'choices':
      return (Array.isArray(value) && value.length === 0) || value === '' ? t('Name one at least.') : null;
    case 'number':
      return typeof value === 'number' ? null : t('Write a number.');
    case 'numbers':
      return problemOfPair(value, (one) => (typeof one === 'number' ? one : null), t('Write two numbers, the lower one first.'));
    case 'size':
      return isMeasure(value, SIZE_UNITS) ? null : t('Write a size, like 10 MB.');
    case 'sizes':
      return problemOfPair(value, (one) => (isMeasure(one, SIZE_UNITS) ? 0 : null), t('Write two sizes, the lower one first.'));
    case 'span':
      return isMeasure(value, SPAN_UNITS) ? null : t('Write a span of time, like 7 days.');
    case 'date':
      return value === '' ? t('Choose a day.') : null;
    default:
      return null;
  }
}

function problemOfPair(value: TestValue, numberOf: (one: unknown) => number | null, problem: string): string | null {
  if (!isPair(value)) return problem;
  const [low, high] = [numberOf(value[0]), numberOf(value[1])];
  return low === null || high === null || low > high ? problem : null;
}

const isPair = (value: TestValue): value is (string | number)[] => Array.isArray(value) && value.length === 2;

/** "2026-01-31", "2026-01", or with a time. */
function isDate(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d\d/.test(value);
}

function first(former: TestValue, isFit: (one: unknown) => boolean): string | number | undefined {
  const all = Array.isArray(former) ? former : [former];
  return all.find((one): one is string | number => typeof one !== 'boolean' && isFit(one));
}

function firstText(former: TestValue): string {
  if (typeof former === 'boolean') return '';
  return String(Array.isArray(former) ? (former[0] ?? '') : former);
}
