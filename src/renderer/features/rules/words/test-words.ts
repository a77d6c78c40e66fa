import { displayName } from '../../../../shared/model/display-name';
import { factOf, type FactType } from '../../../../shared/model/fact';
import type { Operator, RuleTest, TestValue } from '../../../../shared/model/rule';
import { operatorWords } from '../condition/operator-words';
import { joinWords } from './join-words';
import { t } from '../../../../shared/words/words';

/** A test as part of a sentence: "the name contains “invoice”". */
export function testWords({ fact: name, operator, value }: RuleTest): string {
  const { type, label } = factOf(name) ?? { type: 'text' as const, label: name };
  if (type === 'truth') return truthWords(label, value === true);
  if (operator === 'is known') return t('{label} is {value}known', { label, value: value === true ? '' : t('not ') });
  if (type === 'list') return listWords(label, operator, value);
  const verb = operator === 'is one of' ? 'is' : operatorWords(operator);
  return `${label} ${verb} ${valueWords(value, type, operator)}`;
}

/** "whether it is blurry", asked and answered. */
function truthWords(label: string, isWanted: boolean): string {
  const claim = label.replace(/^whether /, '');
  if (isWanted) return claim;
  if (claim.includes(' is ')) return claim.replace(' is ', ' is not ');
  return claim.replace(' says ', ' does not say ').replace(' read it', ' did not read it');
}

/** Labels of lists stand in the plural: "the columns". */
const LIST_VERBS: Partial<Record<Operator, string>> = {
  contains: 'contain',
  'does not contain': t('do not contain'),
  'contains like': t('have one like'),
  'contains match': t('have one that matches'),
  'has at least': t('number at least'),
  'has at most': t('number at most'),
};

function listWords(label: string, operator: Operator, value: TestValue): string {
  if (operator === 'is empty') return t('{label} are {value}empty', { label, value: value === true ? '' : t('not ') });
  return `${label} ${LIST_VERBS[operator] ?? operator} ${valueWords(value, typeof value === 'number' ? 'number' : 'text', operator)}`;
}

function valueWords(value: TestValue, type: FactType, operator: Operator): string {
  const one = (part: unknown): string => {
    const text = displayName(String(part));
    if (text === '') return '…';
    if (type === 'choice') return text.replaceAll('_', ' ');
    return type === 'text' ? `“${text}”` : text;
  };
  const parts = (Array.isArray(value) ? value : [value]).map(one);
  return parts.length === 0 ? '…' : joinWords(parts, operator === 'between' ? 'and' : 'or');
}
