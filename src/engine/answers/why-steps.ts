import type { StepMark, TimelineEntry } from '../../shared/model/file';
import type { FolderSettings } from '../../shared/model/folder';
import type { WhyStep } from '../../shared/model/why';
import type { EarlierVersion, FileStory } from '../store/file-story';
import { FILTERED_MARKS } from '../store/job-facts';
import { isHeldByLock, isStillArriving } from '../store/reason-words';
import type { StuckEffect } from '../store/stuck-effects';
import type { Known } from './why-answer';
import { EVENT_WORDS, inWords, quoted, TRIGGER_WORDS, untilThen } from './why-words';
import { goingOn } from '../../shared/words/going-on';
import { t } from '../../shared/words/words';

type Mark = WhyStep['mark'];

const MARKS: Record<StepMark, Mark> = { done: 'passed', failed: 'failed', skipped: 'skipped', running: 'waiting', pending: 'waiting' };

/** What happened to a file from its event on, in order. */
export function stepsOf(known: Known): WhyStep[] {
  const { story, settings, now } = known;
  const steps = [admit(t('Seen'), 'info', seen(story), story.arrivedAt)];
  if (settings && story.event !== 'deleted') steps.push(...admission(known, settings));
  steps.push(...story.timeline.map(fromTimeline));
  if (story.state === 'waiting' && story.error && story.dueAt !== null) {
    const detail = t('Try number {attempts}, {dueAt}.', { attempts: story.attempts + 1, dueAt: untilThen(story.dueAt, now) });
    steps.push({ stage: 'claim', name: t('Next try'), mark: 'waiting', detail, at: story.dueAt, durationMs: null });
  }
  return steps;
}

/** One sentence on a former version. */
export function earlierSentence({ event, state, reason, error, formerPath }: EarlierVersion): string {
  const became = outcome(state, reason, error?.message);
  const what = t(EVENT_WORDS[event]);
  return formerPath === null ? `${what}: ${became}` : t('{what} as {path}: {became}', { what, path: quoted(formerPath), became });
}

/** An act on a file that was interrupted, and what is in the way of its end. */
export function stuckSentence({ action, target, reason }: StuckEffect): string {
  const values = { target: quoted(target), reason: goingOn(reason) };
  return action === 'pack'
    ? t('Packing it as {target} was interrupted when Filemill ended, and could not be taken back: {reason}', values)
    : t('Extracting it to {target} was interrupted when Filemill ended, and could not be taken back: {reason}', values);
}

export const stuckStep = (stuck: StuckEffect): WhyStep => ({ stage: 'retire', name: t('Interrupted'), mark: 'failed', detail: stuckSentence(stuck), at: stuck.at, durationMs: null });

function outcome(state: EarlierVersion['state'], reason: string | null, message: string | undefined): string {
  if (state === 'done') return t('read, and done.');
  if (state === 'attention') return t('could not be read: {why}', { why: goingOn(message ?? t('nobody noted why.')) });
  if (state === 'ignored') return t('left alone: {why}', { why: goingOn(reason ?? t('nobody noted why.')) });
  return t('a newer version came before it was read.');
}

function seen({ event, trigger, movedFrom }: FileStory): string {
  const values = { what: t(EVENT_WORDS[event]), how: t(TRIGGER_WORDS[trigger]) };
  return movedFrom === null ? t('{what}, {how}.', values) : t('{what} here from {path}, {how}.', { ...values, path: quoted(movedFrom) });
}

function admission(known: Known, settings: FolderSettings): WhyStep[] {
  const { story, filter } = known;
  const steps: WhyStep[] = [];
  if (filter) steps.push(admit(t('Filter'), filter.verdict.taken ? 'passed' : 'failed', filter.verdict.reason));
  if (!settings.events[story.event]) steps.push(admit(t('Event'), 'failed', t('The folder leaves such events out.')));
  if (story.marks === FILTERED_MARKS) return steps;
  if (story.marks.startsWith('s')) return [...steps, admit(t('Taken'), 'skipped', story.reason ?? '')];
  return [...steps, ...waits(known, settings)];
}

/** What a file that is taken waits for before it is read. */
function waits({ story, now }: Known, settings: FolderSettings): WhyStep[] {
  const { reason, dueAt, mtimeMs } = story;
  const isAdmitted = story.marks.startsWith('d');
  const steps: WhyStep[] = [];
  if (settings.cooldownSeconds > 0) {
    const isCooling = !isAdmitted && dueAt !== null && dueAt > now;
    const length = inWords(settings.cooldownSeconds * 1000);
    const rule = isCooling ? t('One event of a path in {length}; the next one is taken {when}.', { length, when: untilThen(dueAt, now) }) : t('One event of a path in {length}.', { length });
    steps.push(admit(t('Cooldown'), isCooling ? 'waiting' : 'passed', rule, isCooling ? dueAt : null));
  }
  if (settings.minAgeSeconds > 0) {
    const oldEnoughAt = mtimeMs + settings.minAgeSeconds * 1000;
    const isTooNew = !isAdmitted && oldEnoughAt > now;
    const detail = t('The folder asks for {minAgeSeconds} since the last change.', { minAgeSeconds: inWords(settings.minAgeSeconds * 1000) });
    steps.push(admit(t('Minimum age'), isTooNew ? 'waiting' : 'passed', detail, isTooNew ? oldEnoughAt : null));
  }
  const isArriving = !isAdmitted && (isStillArriving(reason) || isHeldByLock(reason));
  if (isArriving) steps.push(admit(t('Whole'), 'waiting', reason ?? ''));
  else if (isAdmitted) steps.push(admit(t('Whole'), 'passed', wholeness(settings.quietMs)));
  if (story.held) steps.push(admit(t('Set aside'), 'waiting', t('You have set it aside.')));
  return steps;
}

const wholeness = (quietMs: number | null): string =>
  quietMs === null || quietMs < 1000
    ? t('Its last change was long enough ago, and nothing said that more was to come.')
    : t('It had not changed for {quietMs}, and nothing said that more was to come.', { quietMs: inWords(quietMs) });

const admit = (name: string, mark: Mark, detail: string, at: number | null = null): WhyStep => ({
  stage: 'admit',
  name,
  mark,
  detail,
  at,
  durationMs: null,
});

const fromTimeline = ({ stage, name, mark, detail, at, durationMs }: TimelineEntry): WhyStep => ({
  stage,
  name,
  mark: MARKS[mark],
  detail,
  at,
  durationMs,
});
