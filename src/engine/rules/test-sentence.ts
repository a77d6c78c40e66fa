import type { Fact } from '../../shared/model/fact';
import type { Operator, RuleTest, TestValue } from '../../shared/model/rule';
import { saySpan } from '../../shared/model/say-span';
import { sayTest, sayWhether } from '../../shared/model/say-test';
import { t } from '../../shared/words/words';

/** A test as people read it: "the name contains “Invoice”". */
export function testSentence({ operator, value }: RuleTest, { label: english, type }: Fact): string {
  const label = t(english);
  if (operator === 'is known' || operator === 'is empty') return sayWhether(operator, label, value === true);
  if (type === 'truth') return value === true ? t('{label}: yes', { label }) : t('{label}: no', { label });
  return sayTest(operator, { label, value: written(value, type, operator), isOfList: type === 'list' });
}

function written(value: TestValue, type: Fact['type'], operator: Operator): string {
  const isSpan = type === 'age' || operator === 'within the last' || operator === 'longer ago than';
  const isPlain = type === 'number' || type === 'size' || type === 'age' || type === 'instant';
  const one = (part: unknown): string => (isSpan ? saySpan(String(part)) : isPlain ? String(part) : t('“{text}”', { text: String(part) }));
  if (!Array.isArray(value)) return one(value);
  if (operator === 'between') return t('{low} and {high}', { low: String(value[0]), high: String(value[1]) });
  return value.map(one).join(', ');
}
