import { factOf, type FactValue } from '../../../shared/model/fact';
import type { RuleTest } from '../../../shared/model/rule';

/** The only values that can pass a test; null where they can't be counted. */
export function candidatesOf({ fact, operator, value }: RuleTest): FactValue[] | null {
  const known = factOf(fact);
  if (!known || known.type === 'size' || known.type === 'age' || known.type === 'instant' || known.type === 'list') return null;
  if (operator === 'is') return [Array.isArray(value) ? value.map(String) : value];
  if (operator === 'is one of') return (Array.isArray(value) ? value : [value]).map(String);
  return known.type === 'choice' ? [...(known.choices ?? [])] : null;
}
