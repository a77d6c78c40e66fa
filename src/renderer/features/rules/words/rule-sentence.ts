import { displayName } from '../../../../shared/model/display-name';
import type { FileEvent } from '../../../../shared/model/file';
import type { Rule } from '../../../../shared/model/rule';
import { actionSentence } from './action-sentence';
import { conditionWords } from './condition-words';
import { joinWords } from './join-words';

const EVENTS: Readonly<Record<FileEvent, string>> = {
  created: 'is created',
  modified: 'is modified',
  content_changed: 'changes its content',
  deleted: 'is deleted',
  moved: 'is moved',
};

/** The whole rule as it is read aloud. */
export function ruleSentence({ on, folders, if: condition, then: actions, stop }: Rule): string {
  const events = on.length === 0 ? '…' : joinWords(on.map((event) => EVENTS[event]), 'or');
  const where = folders.length === 0 ? 'any watched folder' : joinWords(folders.map((folder) => displayName(folder)), 'or');
  const asked = conditionWords(condition);
  const deeds = actions.length === 0 ? 'do nothing' : joinWords(actions.map(actionSentence), 'and');
  const end = stop ? ' Rules below are then not asked.' : '';
  return `When a file ${events} in ${where}${asked === '' ? '' : `, and ${asked}`}: ${deeds}.${end}`;
}
