import { FilemillError } from '../../shared/errors/filemill-error';
import type { Rule, RuleStep, Trace } from '../../shared/model/rule';
import { ALL_ACTIONS } from '../acting/all-actions';
import { compileRule } from '../rules/rule-set';
import { judgedFile } from '../store/judged-files';
import { asIfJustNow } from './as-if-just-now';
import { askWhatIsKnown } from './ask-what-is-known';
import { StoredFile } from './facts-of-file';
import { factsOf } from './facts-of-sources';
import { Foresight } from './foresight';
import { judgeStored } from './judge-stored';
import { storedParts, type TriedFolder, type TryingParts } from './trying-parts';
import { whyUnknownOf } from './why-unknown';
import { t } from '../../shared/words/words';

export interface TracedRule {
  isMet: boolean;
  /** Why it would not act, or what can't be told yet; null where the trace says it all. */
  reason: string | null;
  trace: Trace;
  steps: RuleStep[];
}

/** A file of the ledger, and its folder. @throws FilemillError `file.unknown` */
export function triedFile(parts: TryingParts, fileId: number): { file: StoredFile; folder: TriedFolder } {
  const row = judgedFile(parts.database, fileId);
  const folders = parts.surroundings().folders();
  const folder = row && folders.find(({ id }) => id === row.folderId);
  if (folder) return { file: new StoredFile(storedParts(parts, folders), row), folder };
  throw new FilemillError('file.unknown', row ? t('Its folder is not watched any more.') : t('The ledger has no such file.'), { hint: t('Look for it in the list again.') });
}

/**
 * One rule asked about one file as if nothing else were: each condition with what the file has, and what would be done.
 *
 * @throws FilemillError `file.unknown`, `settings.invalid`
 */
export async function traceRule(parts: TryingParts, rule: Rule, fileId: number, signal: AbortSignal): Promise<TracedRule> {
  const { file, folder } = triedFile(parts, fileId);
  const compiled = compileRule({ ...rule, isEnabled: true }, ALL_ACTIONS);
  const asked = asIfJustNow([compiled]);
  const now = Date.now();
  const known = new Map();
  const trace = compiled.condition.trace(factsOf(file, now, known));
  const judged = judgeStored(asked, file, parts, { folder, now, surroundings: parts.surroundings(), keepTraces: 0, known });
  await new Foresight(parts.keepsMoved()).look(judged, signal);
  const [outcome] = judged.outcomes;
  if (!outcome) return { isMet: false, reason: t('It is not for files in “{name}”.', { name: folder.name }), trace, steps: [] };
  const answer = outcome.reason === null ? askWhatIsKnown(rule.if)(factsOf(file, now, known), whyUnknownOf(file)) : false;
  return { isMet: outcome.isMet, reason: outcome.reason ?? (typeof answer === 'string' ? sentence(answer) : null), trace, steps: outcome.steps };
}

const sentence = (text: string): string => `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}.`;
