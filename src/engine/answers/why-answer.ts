import type { FolderSettings } from '../../shared/model/folder';
import type { WhyEffect } from '../../shared/model/why';
import type { FilterExplanation } from '../stages/admit/file-filter';
import type { FileStory } from '../store/file-story';
import { CANCELLED_MARKS, FAILED_RULES_MARKS, FILTERED_MARKS } from '../store/job-facts';
import { EVENT_WORDS, goingOn, quoted, untilThen } from './why-words';
import { t } from '../../shared/words/words';

export interface Known {
  story: FileStory;
  /** Null when its folder is watched no more. */
  settings: FolderSettings | null;
  filter: FilterExplanation | null;
  /** Where it was put aside, inside its folder. */
  parkedAt: string | null;
  /** The rule whose check the file did not pass; null where it passed, or none was asked. */
  refusedBy: string | null;
  /** What was done with this version of it, oldest first. */
  effects: readonly WhyEffect[];
  /** What keeps it from going on, other than itself. */
  standstill: string | null;
  isRunning: boolean;
  now: number;
}

export interface Answer {
  answer: string;
  hint: string;
}

const say = (answer: string, hint = ''): Answer => ({ answer, hint });

/** Why a file that the ledger knows is where it is: one sentence, and what can be done. */
export function answerFor(known: Known): Answer {
  const { story, settings, parkedAt } = known;
  if (!settings) return say(t('Its folder is no longer watched.'), t('Add the folder again; what was known of its files comes back.'));
  if (parkedAt !== null) return failed(known);
  if (story.departedAt !== null) {
    return say(t('It has left its folder; Filemill waits a moment to see whether it turns up under another name.'));
  }
  if (story.event === 'deleted' || !story.present) {
    const kept = story.state === 'done' ? '; what was read from it is kept' : '';
    return say(t('It is no longer in the folder, deleted or moved out of it{kept}.', { kept }));
  }
  switch (story.state) {
    case 'inProgress':
      return known.isRunning ? say(t('It is being read now.')) : say(t('Filemill ended while it was being read.'), t('Start Filemill; it is read again.'));
    case 'done':
      return done(known);
    case 'attention':
      return failed(known);
    case 'waiting':
      return waiting(known);
    case 'ignored':
      return ignored(known);
  }
}

function done({ story, effects }: Known): Answer {
  const { movedFrom, movedTo, hasCleared, reason } = story;
  const byRules = reason?.startsWith('By “') ? ` ${reason}${takenBack(effects)}` : '';
  if (movedTo !== null) return say(`It was read, and lies at ${quoted(movedTo)} now.${byRules}`);
  if (movedFrom !== null) return say(`It was moved here from ${quoted(movedFrom)}, and it is done.${byRules}`);
  if (hasCleared) return say(t('It is done; something stood in the way at first, and went away by itself.') + byRules);
  return say(`It was taken and read, and it is done.${byRules}`);
}

function takenBack(effects: readonly WhyEffect[]): string {
  const undone = effects.filter(({ state }) => state === 'undone').length;
  if (undone === 0) return '';
  return undone === effects.length ? ' That was taken back since.' : ` Of that ${undone} of ${effects.length} changes were taken back since.`;
}

function failed({ story: { error, marks }, parkedAt, refusedBy }: Known): Answer {
  if (error && marks === FAILED_RULES_MARKS) return say(`It was read, but what its rules want could not be done: ${goingOn(error.message)}`, error.hint);
  const aside = parkedAt === null ? '' : ` and was put aside as ${quoted(parkedAt)}`;
  if (!error) return say(t('It could not be read{aside}.', { aside }), t('Retry it.'));
  if (refusedBy !== null) return say(`It was read, but the rule ${quoted(refusedBy)} refused it${aside}: ${goingOn(error.message)}`, error.hint);
  return say(`It could not be read${aside}: ${goingOn(error.message)}`, error.hint);
}

function waiting({ story, standstill, now }: Known): Answer {
  const { held, error, dueAt } = story;
  const reason = story.reason ?? '';
  const rest = standstill === null ? '' : t('At the moment nothing goes on, because {standstill}.', { standstill });
  if (held) return say(t('You have set it aside, so nothing is done with it.'), t('Take it up again when you want it read.'));
  if (error) {
    const when = dueAt === null ? 'soon' : untilThen(dueAt, now);
    return say(`It is tried again ${when}, because the last try failed: ${goingOn(error.message)}`, rest || error.hint);
  }
  if (standstill !== null && !reason.includes(':')) return say(t('It waits, because {standstill}.', { standstill }), t('Nothing is lost: it is read as soon as that changes.'));
  if (reason.startsWith('Still arriving')) return say(sentence(`It is ${goingOn(reason)}`), rest);
  const until = dueAt === null ? '' : `, and is looked at ${untilThen(dueAt, now)}`;
  return say(sentence(`It waits${until}: ${goingOn(reason.replace(/^Too new: /, '') || 'its turn has not come yet')}`), rest);
}

function ignored({ story, settings, filter }: Known): Answer {
  const reason = goingOn(story.reason ?? 'nobody noted why.');
  if (story.marks === CANCELLED_MARKS) return say(t('You cancelled it.'), t('Retry it when you want it read after all.'));
  if (story.marks !== FILTERED_MARKS) {
    const isExisting = /^s+$/.test(story.marks);
    return say(sentence(`It was left alone: ${reason}`), isExisting ? t('It is read as soon as it changes.') : '');
  }
  if (filter?.verdict.taken) {
    const isLeftOut = settings?.events[story.event] === false;
    const event = EVENT_WORDS[story.event].toLowerCase();
    if (isLeftOut) return say(t('The folder leaves it alone: it does not act on the event “{event}”.', { event }), t('Change the folder’s events if it should be read.'));
    return say(sentence(`The folder left it alone: ${reason}`), t('The folder’s filter would take it now: scan the folder.'));
  }
  return refused(filter, reason);
}

/** What the filter says no to, for a file in the ledger or not. */
export function refused(filter: FilterExplanation | null, reason: string): Answer {
  const line = filter?.lines.find(({ decides }) => decides)?.line ?? '';
  const isFixed = /^(ordinary|not in the built-in)/.test(line);
  return say(
    sentence(`The folder’s filter leaves it alone: ${reason}`),
    isFixed ? '' : t('Change the folder’s filter if it should be read.'),
  );
}

const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);
