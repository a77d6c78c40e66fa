import { displayName } from '../../../../shared/model/display-name';
import type { FileEvent } from '../../../../shared/model/file';
import type { Rule } from '../../../../shared/model/rule';
import { actionSentence } from './action-sentence';
import { conditionWords } from './condition-words';
import { joinWords } from './join-words';
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
  const end = stop ? ' Rules below are then not asked.' : '';
  return t('When a file {events} in {where}{value}: {deeds}.{end}', { events, where, value: asked === '' ? '' : t(', and {asked}', { asked }), deeds, end });
}
