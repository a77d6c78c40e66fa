import type { ErrorData } from '../../shared/errors/filemill-error';
import type { RuleOutcome } from '../../shared/model/rule';
import type { Ending } from './action';
import { goingOn } from '../../shared/words/going-on';
import { t } from '../../shared/words/words';

/** What rules did with one version of a file: kept with the end of its job. */
export interface Acts {
  /** What each rule found and did. */
  readonly outcomes: RuleOutcome[];
  /** Where the original has gone; null where it lies as it lay. */
  ending: Ending | null;
  /** To be called when the ledger knows where the original has gone. */
  known: (() => void) | null;
  /** What goes on without it, and is waited for before its rules are asked again: a sentence. */
  waitsFor: string | null;
  /** An action could not be done, and ended it: the error of the job is its error. */
  hasFailed: boolean;
  /** That error says something of the file itself, and not of a place or a message. */
  isFileAtFault: boolean;
  /** What was done, as the history has it; null when nothing was. */
  summary: string | null;
}

export const nothingDone = (): Acts => ({ outcomes: [], ending: null, known: null, waitsFor: null, hasFailed: false, isFileAtFault: false, summary: null });

/** What could not be done becomes the error of a job, unless it has one that says more: it could not be read. */
export function failWith(job: { error: ErrorData | null }, acts: Acts, error: ErrorData, isFileAtFault = false): void {
  if (job.error) return;
  job.error = error;
  acts.hasFailed = true;
  acts.isFileAtFault = isFileAtFault;
}

/** @returns null when there was nothing to do */
export function summaryOf({ outcomes, ending }: Pick<Acts, 'outcomes' | 'ending'>): string | null {
  const acted = outcomes.filter(({ steps }) => steps.some(({ state }) => state === 'done' || state === 'skipped' || state === 'failed'));
  const told = (wanted: 'done' | 'skipped' | 'failed'): string[] => acted.flatMap(({ steps }) => steps.filter(({ state }) => state === wanted).map(({ sentence }) => sentence));
  // What failed though it was to go on all the same comes before what was done.
  const deeds = [...told('failed'), ...told('done')];
  const sentences = [...new Set([...(ending ? [ending.sentence] : []), ...(deeds.length > 0 || ending ? deeds : [t('Nothing new')]), ...told('skipped')])];
  // A hand-off that no rule did anything with.
  if (acted.length === 0) return ending?.sentence ?? null;
  const names = acted.map(({ rule }) => t('“{name}”', { name: rule }));
  const shown = names.slice(0, MOST_NAMES).join(', ');
  const by = names.length > MOST_NAMES ? t('{names} and {count, number} more', { names: shown, count: names.length - MOST_NAMES }) : shown;
  const more = sentences.length - MOST_DEEDS;
  const deedsTold = sentences.slice(0, MOST_DEEDS).map((sentence) => goingOn(sentence.replace(/[.\s]+$/, ''))).join('; ');
  return more > 0 ? t('By {by}: {deeds}; and {more, number} more.', { by, deeds: deedsTold, more }) : t('By {by}: {deeds}.', { by, deeds: deedsTold });
}

const MOST_NAMES = 3;
const MOST_DEEDS = 4;
