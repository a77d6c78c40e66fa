import type { FileEvent } from '../../shared/model/file';
import type { CompiledRule } from '../rules/compiled-rule';
import { actedFileOf } from './acted-file';
import type { StoredFile } from './facts-of-file';
import { factsOf, type KnownFacts } from './facts-of-sources';
import { judge } from './judge';
import type { Judged, JudgeOptions } from './judged';
import type { TriedFolder, TryingParts } from './trying-parts';
import { t } from '../../shared/words/words';

export interface StoredJudging {
  readonly folder: TriedFolder;
  readonly now: number;
  readonly surroundings: JudgeOptions['surroundings'];
  /** Other than the one that is recorded. */
  readonly event?: FileEvent;
  readonly keepTraces: number;
  /** Facts that were worked out before. */
  readonly known?: KnownFacts;
  /** Left out, it is found out anew. */
  readonly madeBy?: JudgeOptions['madeBy'];
}

/** Rules asked about a file of the ledger as it is recorded. */
export function judgeStored(rules: readonly CompiledRule[], file: StoredFile, parts: TryingParts, { folder, now, surroundings, event, keepTraces, known, madeBy }: StoredJudging): Judged {
  const acted = { ...actedFileOf(file.row, folder), ...(event ? { event } : {}) };
  const wasRead = file.row.reportId !== null || file.error !== null || file.row.event === 'deleted';
  const facts = factsOf(file, now, event ? new Map([...(known ?? []), ['event', event]]) : known);
  return judge(rules, facts, acted, parts.actionOf, {
    madeBy: madeBy ?? makersOf(parts, acted),
    hasFailed: file.hasFailed,
    isWaiting: (needs) => (wasRead || [...needs].every((need) => need === 'look') ? null : t('It was not read yet.')),
    keepTraces,
    surroundings: { ...surroundings, roots: [folder.path] },
  });
}

/** Found out for files that something would be done with, and for no others. */
export function makersOf({ madeBy: find }: TryingParts, { source, sha256 }: { source: string; sha256: string | null }): JudgeOptions['madeBy'] {
  let names: ReadonlySet<string> | null = null;
  return { has: (name) => (names ??= find(source, sha256)).has(name) };
}
