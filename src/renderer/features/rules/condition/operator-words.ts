import type { Operator } from '../../../../shared/model/rule';
import { t } from '../../../../shared/words/words';

const WITH_IS: readonly Operator[] = ['above', 'below', 'at least', 'at most', 'between', 'after', 'before', 'on', 'within the last', 'longer ago than'];

/** As it reads between a fact and a value: "is above", "contains". */
export function operatorWords(operator: Operator): string {
  if (operator === 'contains match') return t('has one that matches');
  if (operator === 'contains like') return t('has one like');
  return WITH_IS.includes(operator) ? t('is {operator}', { operator }) : operator;
}
