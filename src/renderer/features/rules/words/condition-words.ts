import type { Condition } from '../../../../shared/model/rule';
import { groupOf } from '../condition/condition-tree';
import { joinWords } from '../../../format/join-words';
import { testWords } from './test-words';
import { t } from '../../../../shared/words/words';

/** Conditions as part of a sentence; a group inside another stands in brackets. Empty where nothing is asked. */
export function conditionWords(condition: Condition): string {
  return wordsOf(condition, false);
}

function wordsOf(condition: Condition, isInside: boolean): string {
  const group = groupOf(condition);
  if (!group) return 'fact' in condition ? testWords(condition) : '';
  const parts = group.parts.map((part) => wordsOf(part, group.parts.length > 1 || group.kind === 'none')).filter((part) => part !== '');
  if (parts.length === 0) return group.kind === 'any' ? t('never') : '';
  const joined = joinWords(parts, group.kind === 'all' ? 'and' : 'or');
  if (group.kind === 'none') return t('not ({joined})', { joined });
  return isInside && parts.length > 1 ? `(${joined})` : joined;
}
