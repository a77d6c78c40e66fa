import { compileRule } from '../rules/rule-set';
import { ALL_ACTIONS } from '../acting/all-actions';
import { stepKey } from '../acting/run-rules';
import { asIfJustNow } from '../judging/as-if-just-now';
import { askWhatIsKnown } from '../judging/ask-what-is-known';
import { StoredFile } from '../judging/facts-of-file';
import { factsOf } from '../judging/facts-of-sources';
import { judgeStored } from '../judging/judge-stored';
import type { Judged } from '../judging/judged';
import { storedParts, type TriedFolder, type TryingParts } from '../judging/trying-parts';
import { whyUnknownOf } from '../judging/why-unknown';
import type { CompiledRule } from '../rules/compiled-rule';
import type { Rule } from '../../shared/model/rule';
import { presentFilesAfter, type JudgedRow } from '../store/judged-files';
import type { Effects } from '../store/effects';
import { EXISTING_MARKS } from '../store/job-facts';

const FILES_PER_SLICE = 500;

export interface CandidateParts {
  readonly trying: TryingParts;
  readonly effects: Effects;
}

export interface Asked {
  readonly rules: readonly Rule[];
  /** Null for all watched folders. */
  readonly folderId: number | null;
  /** Also what they have done before with the same bytes. */
  readonly again: boolean;
}

/** What the rules are to a file that is there. */
export interface Candidate {
  readonly row: JudgedRow;
  readonly folder: TriedFolder;
  readonly judged: Judged;
  /**
   * Something would be done with it; it was done before; that hangs on what must be found out first; it is being read at this
   * moment; or nothing would be done.
   */
  readonly verdict: 'acts' | 'before' | 'unread' | 'underWay' | 'none';
}

/**
 * Files that lie in the folders, in slices in the order of their ids, the first after `after`. Changes nothing.
 *
 * @param tracesOf how many traces of rules that did not act are kept for the next file
 * @throws FilemillError `settings.invalid` for a rule that makes no sense
 */
export function* candidates({ trying, effects }: CandidateParts, { rules, folderId, again }: Asked, after = 0, tracesOf = (): number => 0): Generator<Generator<Candidate>> {
  const compiled = compileAsIfJustNow(rules);
  const questions = compiled.map(({ rule }) => askWhatIsKnown(rule.if));
  const surroundings = { ...trying.surroundings(), knownPlaces: new Map() };
  const folders = new Map(surroundings.folders().map((folder) => [folder.id, folder]));
  const stored = storedParts(trying, [...folders.values()]);
  const wanted = [...folders.keys()].filter((id) => folderId === null || id === folderId);
  const now = Date.now();

  function verdictOn(file: StoredFile, folder: TriedFolder, judged: Judged): Candidate['verdict'] {
    const { state, marks, sha256, fileId } = file.row;
    if (state === 'waiting' || state === 'inProgress') return 'underWay';
    if (state === 'ignored' && marks !== EXISTING_MARKS) return 'none';
    if (judged.steps.length > 0) {
      if (again || judged.redirect !== null || sha256 === null) return 'acts';
      const done = effects.doneStepsOfFile(fileId, sha256);
      return judged.steps.every((step) => step.error === null && done.has(stepKey(step))) ? 'before' : 'acts';
    }
    const isUnread = compiled.some((rule, index) => rule.needs.size > 0 && rule.concerns(folder, 'created') && (!file.hasFailed || rule.asksForError) && typeof questions[index]?.(factsOf(file, now), whyUnknownOf(file)) === 'string');
    return isUnread ? 'unread' : 'none';
  }

  function* judgedIn(slice: readonly JudgedRow[]): Generator<Candidate> {
    for (const row of slice) {
      const folder = folders.get(row.folderId);
      if (!folder) continue;
      const file = new StoredFile(stored, row);
      const judged = judgeStored(compiled, file, trying, { folder, now, surroundings, event: 'created', keepTraces: tracesOf() });
      yield { row, folder, judged, verdict: verdictOn(file, folder, judged) };
    }
  }

  for (let last = after, isAll = false; !isAll; ) {
    const slice = presentFilesAfter(trying.database, wanted, last, FILES_PER_SLICE);
    isAll = slice.length < FILES_PER_SLICE;
    last = slice.at(-1)?.fileId ?? last;
    yield judgedIn(slice);
  }
}

/** Rules as an order has them: on, and asked as if each file had just come about as they want it. */
export const compileAsIfJustNow = (rules: readonly Rule[]): CompiledRule[] => asIfJustNow(rules.map((rule) => compileRule({ ...rule, isEnabled: true }, ALL_ACTIONS)));
