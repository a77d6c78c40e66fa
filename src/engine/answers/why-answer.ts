import type { FolderSettings } from '../../shared/model/folder';
import type { WhyEffect } from '../../shared/model/why';
import type { FilterExplanation } from '../stages/admit/file-filter';
import type { FileStory } from '../store/file-story';
import { CANCELLED_MARKS, FAILED_RULES_MARKS, FILTERED_MARKS } from '../store/job-facts';
import { isOfRules, isStillArriving, withoutTooNew } from '../store/reason-words';
import { EVENT_WORDS, quoted, untilThen } from './why-words';
import { goingOn } from '../../shared/words/going-on';
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
    return say(story.state === 'done' ? t('It is no longer in the folder, deleted or moved out of it; what was read from it is kept.') : t('It is no longer in the folder, deleted or moved out of it.'));
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
  const byRules = isOfRules(reason) ? ` ${reason}${takenBack(effects)}` : '';
  if (movedTo !== null) return say(t('It was read, and lies at {place} now.', { place: quoted(movedTo) }) + byRules);
  if (movedFrom !== null) return say(t('It was moved here from {place}, and it is done.', { place: quoted(movedFrom) }) + byRules);
  if (hasCleared) return say(t('It is done; something stood in the way at first, and went away by itself.') + byRules);
  return say(t('It was taken and read, and it is done.') + byRules);
}

function takenBack(effects: readonly WhyEffect[]): string {
  const undone = effects.filter(({ state }) => state === 'undone').length;
  if (undone === 0) return '';
  return ` ${undone === effects.length ? t('That was taken back since.') : t('Of that {undone, number} of {all, number} changes were taken back since.', { undone, all: effects.length })}`;
}

function failed({ story: { error, marks }, parkedAt, refusedBy }: Known): Answer {
  if (error && marks === FAILED_RULES_MARKS) return say(t('It was read, but what its rules want could not be done: {why}', { why: goingOn(error.message) }), error.hint);
  const place = parkedAt === null ? '' : quoted(parkedAt);
  if (!error) return say(place === '' ? t('It could not be read.') : t('It could not be read and was put aside as {place}.', { place }), t('Retry it.'));
  const why = goingOn(error.message);
  if (refusedBy !== null) {
    const rule = quoted(refusedBy);
    const answer = place === '' ? t('It was read, but the rule {rule} refused it: {why}', { rule, why }) : t('It was read, but the rule {rule} refused it and was put aside as {place}: {why}', { rule, place, why });
    return say(answer, error.hint);
  }
  return say(place === '' ? t('It could not be read: {why}', { why }) : t('It could not be read and was put aside as {place}: {why}', { place, why }), error.hint);
}

function waiting({ story, standstill, now }: Known): Answer {
  const { held, error, dueAt } = story;
  const reason = story.reason ?? '';
  const rest = standstill === null ? '' : t('At the moment nothing goes on, because {standstill}.', { standstill });
  if (held) return say(t('You have set it aside, so nothing is done with it.'), t('Take it up again when you want it read.'));
  if (error) {
    const when = dueAt === null ? t('soon') : untilThen(dueAt, now);
    return say(t('It is tried again {when}, because the last try failed: {why}', { when, why: goingOn(error.message) }), rest || error.hint);
  }
  if (standstill !== null && !reason.includes(':')) return say(t('It waits, because {standstill}.', { standstill }), t('Nothing is lost: it is read as soon as that changes.'));
  if (isStillArriving(reason)) return say(sentence(t('It is {arriving}', { arriving: goingOn(reason) })), rest);
  const why = goingOn(withoutTooNew(reason) || t('its turn has not come yet'));
  return say(sentence(dueAt === null ? t('It waits: {why}', { why }) : t('It waits, and is looked at {when}: {why}', { when: untilThen(dueAt, now), why })), rest);
}

function ignored({ story, settings, filter }: Known): Answer {
  const reason = goingOn(story.reason ?? t('nobody noted why.'));
  if (story.marks === CANCELLED_MARKS) return say(t('You cancelled it.'), t('Retry it when you want it read after all.'));
  if (story.marks !== FILTERED_MARKS) {
    const isExisting = /^s+$/.test(story.marks);
    return say(sentence(t('It was left alone: {reason}', { reason })), isExisting ? t('It is read as soon as it changes.') : '');
  }
  if (filter?.verdict.taken) {
    const isLeftOut = settings?.events[story.event] === false;
    const event = t(EVENT_WORDS[story.event]).toLowerCase();
    if (isLeftOut) return say(t('The folder leaves it alone: it does not act on the event “{event}”.', { event }), t('Change the folder’s events if it should be read.'));
    return say(sentence(t('The folder left it alone: {reason}', { reason })), t('The folder’s filter would take it now: scan the folder.'));
  }
  return refused(filter, reason);
}

/** What the filter says no to, for a file in the ledger or not. */
export function refused(filter: FilterExplanation | null, reason: string): Answer {
  const line = filter?.lines.find(({ decides }) => decides)?.line ?? '';
  const isFixed = /^(ordinary|not in the built-in)/.test(line);
  return say(
    sentence(t('The folder’s filter leaves it alone: {reason}', { reason })),
    isFixed ? '' : t('Change the folder’s filter if it should be read.'),
  );
}

const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);
