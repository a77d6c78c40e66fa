import { displayName } from '../../../../shared/model/display-name';
import type { FileEvent } from '../../../../shared/model/file';
import type { Rule } from '../../../../shared/model/rule';
import { actionSentence } from './action-sentence';
import { conditionWords } from './condition-words';
import { joinWords } from '../../../format/join-words';
import { t } from '../../../../shared/words/words';

const EVENTS: Readonly<Record<FileEvent, string>> = {
  created: t('is created'),
  modified: t('is modified'),
  content_changed: t('changes its content'),
  deleted: t('is deleted'),
  moved: t('is moved'),
};

/** The whole rule as it is read aloud. */
export function ruleSentence({ on, folders, if: condition, then: actions, stop }: Rule): string {
  const events = on.length === 0 ? '…' : joinWords(on.map((event) => EVENTS[event]), 'or');
  const where = folders.length === 0 ? t('any watched folder') : joinWords(folders.map((folder) => displayName(folder)), 'or');
  const asked = conditionWords(condition);
  const deeds = actions.length === 0 ? t('do nothing') : joinWords(actions.map(actionSentence), 'and');
  const sentence = asked === '' ? t('When a file {events} in {where}: {deeds}.', { events, where, deeds }) : t('When a file {events} in {where}, and {asked}: {deeds}.', { events, where, asked, deeds });
  return stop ? `${sentence} ${t('Rules below are then not asked.')}` : sentence;
}
