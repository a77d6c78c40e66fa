import type { RuleStep } from '../../shared/model/rule';
import type { StepMark, TimelineEntry } from '../../shared/model/file';
import type { Acts } from './acts';
import { t } from '../../shared/words/words';

/** Lines of one job; the whole of it is in its trace. */
const MOST_LINES = 50;

const MARKS: Record<RuleStep['state'], StepMark> = { done: 'done', skipped: 'skipped', failed: 'failed', notReached: 'skipped', planned: 'skipped' };

/** What its rules did, as lines of a job's timeline. */
export function linesOf({ outcomes }: Pick<Acts, 'outcomes'>): TimelineEntry[] {
  const lines: TimelineEntry[] = [];
  const add = (name: string, mark: StepMark, detail: string): unknown => lines.push({ at: Date.now(), stage: 'publish', name, mark, durationMs: null, detail });
  for (const { rule, isMet, steps } of outcomes) {
    if (!isMet || lines.length >= MOST_LINES) continue;
    if (steps.length === 0) add(rule, 'done', t('Its conditions are met; it has no actions.'));
    for (const { state, sentence } of steps) add(rule, MARKS[state], ended(sentence));
  }
  return lines;
}

const ended = (sentence: string): string => (/[.!?…]$/.test(sentence) ? sentence : `${sentence}.`);
