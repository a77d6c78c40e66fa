import { t } from '../words/words';
import type { Operator } from './rule';

interface Parts extends Record<string, string> {
  label: string;
  value: string;
}

type Compared = Exclude<Operator, 'is known' | 'is empty'>;

const SENTENCES: Readonly<Record<Compared, (parts: Parts) => string>> = {
  is: (parts) => t('{label} is {value}', parts),
  'is one of': (parts) => t('{label} is one of {value}', parts),
  'is not': (parts) => t('{label} is not {value}', parts),
  contains: (parts) => t('{label} contains {value}', parts),
  'does not contain': (parts) => t('{label} does not contain {value}', parts),
  'starts with': (parts) => t('{label} starts with {value}', parts),
  'ends with': (parts) => t('{label} ends with {value}', parts),
  'is like': (parts) => t('{label} is like {value}', parts),
  'is not like': (parts) => t('{label} is not like {value}', parts),
  matches: (parts) => t('{label} matches {value}', parts),
  'does not match': (parts) => t('{label} does not match {value}', parts),
  above: (parts) => t('{label} is above {value}', parts),
  below: (parts) => t('{label} is below {value}', parts),
  'at least': (parts) => t('{label} is at least {value}', parts),
  'at most': (parts) => t('{label} is at most {value}', parts),
  between: (parts) => t('{label} is between {value}', parts),
  after: (parts) => t('{label} is after {value}', parts),
  before: (parts) => t('{label} is before {value}', parts),
  on: (parts) => t('{label} is on {value}', parts),
  'within the last': (parts) => t('{label} is within the last {value}', parts),
  'longer ago than': (parts) => t('{label} is longer ago than {value}', parts),
  'contains like': (parts) => t('{label} have one like {value}', parts),
  'contains match': (parts) => t('{label} have one that matches {value}', parts),
  'has at least': (parts) => t('{label} number at least {value}', parts),
  'has at most': (parts) => t('{label} number at most {value}', parts),
};

/** Labels of lists stand in the plural: "the columns". */
const OF_LISTS: Partial<Record<Compared, (parts: Parts) => string>> = {
  contains: (parts) => t('{label} contain {value}', parts),
  'does not contain': (parts) => t('{label} do not contain {value}', parts),
};

/** A test as part of a sentence: "the name contains “Invoice”". `label` and `value` are in the language already. */
export function sayTest(operator: Compared, { label, value, isOfList }: { label: string; value: string; isOfList: boolean }): string {
  return ((isOfList ? OF_LISTS[operator] : undefined) ?? SENTENCES[operator])({ label, value });
}

/** The tests that compare with nothing: "the title is not known". */
export function sayWhether(operator: 'is known' | 'is empty', label: string, isWanted: boolean): string {
  if (operator === 'is known') return isWanted ? t('{label} is known', { label }) : t('{label} is not known', { label });
  return isWanted ? t('{label} are empty', { label }) : t('{label} are not empty', { label });
}
