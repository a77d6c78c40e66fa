import { FilemillError } from '../../shared/errors/filemill-error';
import { factOf } from '../../shared/model/fact';
import { ALL_OPERATORS, OPERATORS, testValueSchema, type Condition, type Operator, type RuleTest, type TestValue } from '../../shared/model/rule';
import { t } from '../../shared/words/words';

/**
 * Conditions as people write them in YAML: a map of one test, `text contains: Invoice`, or of one group, `any: […]`. A map of
 * several is all of them together; the first operator of a fact may be left out: `kind: image`.
 *
 * @throws FilemillError `settings.invalid`
 */
export function readCondition(written: unknown): Condition {
  if (Array.isArray(written)) return { all: written.map(readCondition) };
  if (typeof written !== 'object' || written === null) throw wrong(t('“{written}” is no condition; write for example “name contains: Invoice”.', { written: String(written) }));
  const parts = Object.entries(written).map(([key, value]) => readPart(key, value));
  const [only] = parts;
  return parts.length === 1 && only ? only : { all: parts };
}

function readPart(key: string, value: unknown): Condition {
  switch (key) {
    case 'all':
      return { all: readList(key, value) };
    case 'any':
      return { any: readList(key, value) };
    case 'none':
      return { none: readList(key, value) };
    default:
      return readTest(key, value);
  }
}

function readList(key: string, value: unknown): Condition[] {
  if (Array.isArray(value)) return value.map(readCondition);
  if (typeof value === 'object' && value !== null) return Object.entries(value).map(([name, one]) => readPart(name, one));
  throw wrong(t('“{key}” needs a list of conditions.', { key }));
}

/** Longest first, so that "is not like" is not taken for "is not". */
const BY_LENGTH = [...ALL_OPERATORS].sort((a, b) => b.length - a.length);

function readTest(key: string, value: unknown): RuleTest {
  const words = key.trim().replace(/\s+/g, ' ');
  const operator = BY_LENGTH.find((one) => words.endsWith(` ${one}`));
  const fact = operator === undefined ? words : words.slice(0, -operator.length - 1);
  const parsed = testValueSchema.safeParse(value instanceof Date ? value.toISOString().slice(0, 10) : value);
  if (!parsed.success) throw wrong(t('“{key}” is compared with nothing that can be compared.', { key }));
  return { fact, operator: operator ?? firstOperator(fact, parsed.data), value: parsed.data };
}

function firstOperator(fact: string, value: TestValue): Operator {
  const type = factOf(fact)?.type;
  // What is no fact is named as such when the rule is compiled.
  if (type === undefined) return 'is';
  return Array.isArray(value) && (OPERATORS[type] as readonly Operator[]).includes('is one of') ? 'is one of' : (OPERATORS[type][0] as Operator);
}

/** The way back, as short as it can be read again. */
export function writeCondition(condition: Condition): unknown {
  if ('all' in condition) return { all: condition.all.map(writeCondition) };
  if ('any' in condition) return { any: condition.any.map(writeCondition) };
  if ('none' in condition) return { none: condition.none.map(writeCondition) };
  const { fact, operator, value } = condition;
  return { [firstOperator(fact, value) === operator ? fact : `${fact} ${operator}`]: value };
}

const wrong = (what: string): FilemillError => new FilemillError('settings.invalid', what, { hint: t('Correct the rule.') });
