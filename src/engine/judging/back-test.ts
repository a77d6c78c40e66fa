import type { BackTestedFile, Rule } from '../../shared/model/rule';
import { ALL_ACTIONS } from '../acting/all-actions';
import { Breath } from '../../base/breath';
import type { CompiledRule } from '../rules/compiled-rule';
import { foldRuleName } from '../rules/fold-rule-name';
import { compileRule } from '../rules/rule-set';
import { settledJobsBefore } from '../store/judged-files';
import { actedFileOf } from './acted-file';
import { StoredFile } from './facts-of-file';
import { judgeStored, makersOf } from './judge-stored';
import type { Judged } from './judged';
import { storedParts, type TryingParts } from './trying-parts';

const JOBS_PER_SLICE = 500;

export interface BackTestAsked {
  readonly rule: Rule;
  /** Of the rule whose place it takes; null for a new one, which comes last. */
  readonly formerName: string | null;
  /** So many of the versions that were read last. */
  readonly last: number;
}

export interface BackTested {
  /** Versions of files that were looked at. */
  files: number;
  /** Newest first. */
  rows: BackTestedFile[];
}

/**
 * A changed rule among the others, over what is recorded of the last files: where they would do otherwise than the present
 * ones. A rule that is off counts as on, as nobody would ask otherwise.
 *
 * @throws FilemillError `settings.invalid`, `call.cancelled`
 */
export async function backTest(parts: TryingParts, { rule, formerName, last }: BackTestAsked, signal: AbortSignal): Promise<BackTested> {
  const changed = compileRule({ ...rule, isEnabled: true }, ALL_ACTIONS);
  const sets = beforeAndAfter(parts.rules(), changed, formerName ?? rule.name);
  const surroundings = { ...parts.surroundings(), knownPlaces: new Map() };
  const folders = new Map(surroundings.folders().map((folder) => [folder.id, folder]));
  const stored = storedParts(parts, [...folders.values()]);
  const found: BackTested = { files: 0, rows: [] };
  const breath = new Breath();
  const now = Date.now();
  for (let before = Number.MAX_SAFE_INTEGER; found.files < last; ) {
    const rows = settledJobsBefore(parts.database, before, Math.min(JOBS_PER_SLICE, last - found.files));
    if (rows.length === 0) break;
    for (const row of rows) {
      before = row.jobId;
      found.files += 1;
      const folder = folders.get(row.folderId);
      if (!folder || !sets.concern(folder, row.event)) continue;
      const file = new StoredFile(stored, row);
      const shared = { known: new Map(), madeBy: makersOf(parts, actedFileOf(row, folder)) };
      const ask = (rules: readonly CompiledRule[]): Judged => judgeStored(rules, file, parts, { folder, now, surroundings, keepTraces: 0, ...shared });
      const difference = compare(ask(sets.before), ask(sets.after), sets);
      if (difference) found.rows.push({ fileId: row.fileId, path: row.path, folderName: folder.name, ...difference });
      await breath.take();
      signal.throwIfAborted();
    }
  }
  return found;
}

interface Sets {
  readonly before: readonly CompiledRule[];
  readonly after: readonly CompiledRule[];
  readonly formerName: string;
  readonly name: string;
  concern(folder: { name: string; path: string }, event: Parameters<CompiledRule['concerns']>[1]): boolean;
}

function beforeAndAfter(rules: readonly CompiledRule[], changed: CompiledRule, formerName: string): Sets {
  const at = rules.findIndex(({ rule }) => foldRuleName(rule.name) === foldRuleName(formerName));
  const former = rules[at];
  const after = former ? rules.with(at, changed) : [...rules, changed];
  return {
    before: rules,
    after,
    formerName: former?.rule.name ?? changed.rule.name,
    name: changed.rule.name,
    // Where neither is asked, nothing is otherwise.
    concern: (folder, event) => changed.concerns(folder, event) || former?.concerns(folder, event) === true,
  };
}

function compare(before: Judged, after: Judged, { formerName, name }: Sets): Pick<BackTestedFile, 'change' | 'before' | 'after'> | null {
  const met = { before: acts(before, formerName), after: acts(after, name) };
  const told = { before: sentencesOf(before), after: sentencesOf(after) };
  if (met.before !== met.after) return { change: met.after ? 'newlyMet' : 'noLongerMet', ...told };
  return told.before.join('\n') === told.after.join('\n') ? null : { change: 'otherwise', ...told };
}

const acts = ({ outcomes }: Judged, name: string): boolean => outcomes.some(({ rule, isMet, reason }) => rule === name && isMet && reason === null);

const sentencesOf = ({ steps }: Judged): string[] => steps.map(({ told }) => told.sentence);
