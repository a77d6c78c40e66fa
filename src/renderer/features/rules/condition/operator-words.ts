import type { Operator } from '../../../../shared/model/rule';
import { t } from '../../../../shared/words/words';

const WORDS: Readonly<Record<Operator, string>> = {
  is: t('is@@operator'),
  'is not': t('is not@@operator'),
  contains: t('contains'),
  'does not contain': t('does not contain'),
  'starts with': t('starts with'),
  'ends with': t('ends with'),
  'is like': t('is like'),
  'is not like': t('is not like'),
  matches: t('matches'),
  'does not match': t('does not match'),
  'is one of': t('is one of'),
  'is known': t('is known'),
  above: t('is above'),
  below: t('is below'),
  'at least': t('is at least'),
  'at most': t('is at most'),
  between: t('is between'),
  after: t('is after'),
  before: t('is before'),
  on: t('is on'),
  'within the last': t('is within the last'),
  'longer ago than': t('is longer ago than'),
  'contains like': t('has one like'),
  'contains match': t('has one that matches'),
  'is empty': t('is empty'),
  'has at least': t('has at least'),
  'has at most': t('has at most'),
};

/** As it reads between a fact and a value: "is above", "contains". */
export const operatorWords = (operator: Operator): string => WORDS[operator];
