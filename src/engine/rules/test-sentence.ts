import type { Fact } from '../../shared/model/fact';
import type { RuleTest, TestValue } from '../../shared/model/rule';

/** A test as people read it: "the name contains “Invoice”". */
export function testSentence({ operator, value }: RuleTest, { label, type }: Fact): string {
  if (operator === 'is known') return `${label} is ${value === true ? '' : 'not '}known`;
  if (operator === 'is empty') return `${label} are ${value === true ? '' : 'not '}empty`;
  if (type === 'truth') return `${label}: ${value === true ? 'yes' : 'no'}`;
  if (operator === 'between' && Array.isArray(value)) return `${label} is between ${value.join(' and ')}`;
  const verb = ['above', 'below', 'at least', 'at most', 'after', 'before', 'on', 'within the last', 'longer ago than'].includes(operator) ? 'is ' : '';
  return `${label} ${verb}${operator} ${written(value, type)}`;
}

function written(value: TestValue, type: Fact['type']): string {
  const isPlain = type === 'number' || type === 'size' || type === 'age' || type === 'instant';
  const one = (part: unknown): string => (isPlain ? String(part) : `“${String(part)}”`);
  return Array.isArray(value) ? value.map(one).join(', ') : one(value);
}
