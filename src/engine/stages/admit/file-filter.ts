import type { FolderSettings } from '../../../shared/model/folder';
import type { FilterLine } from '../../../shared/model/why';
import { candidateMaker, filterRules, type Candidate, type FilteredFile, type Rule, type Rules } from './filter-rules';
import { t } from '../../../shared/words/words';

export interface Verdict {
  taken: boolean;
  /** One sentence that names the line which decided. */
  reason: string;
}

export type FileFilter = (file: FilteredFile) => Verdict;

/**
 * The folder's filter, made once and asked for every file. Pure: the same file gets the same verdict.
 *
 * @param root where the folder lies: absolute
 * @throws FilemillError `settings.invalid` for a line that can't be used
 */
export function fileFilter(settings: FolderSettings, root: string): FileFilter {
  const rules = filterRules(settings);
  const candidateOf = candidateMaker(root);
  return (file) => judge(rules, candidateOf(file), null);
}

export type FilterExplanation = { verdict: Verdict; lines: FilterLine[] };

/** The same filter, which also tells what each of its lines said, up to the one that settled it. */
export function explainFilter(settings: FolderSettings, root: string): (file: FilteredFile) => FilterExplanation {
  const rules = filterRules(settings);
  const candidateOf = candidateMaker(root);
  return (file) => {
    const candidate = candidateOf(file);
    const asked: Asked[] = [];
    const verdict = judge(rules, candidate, asked);
    // A file that is taken owes it to the line that chose it, whatever was asked afterwards.
    const chosen = asked.findIndex(({ rule, passes }) => passes && (rules.choices as Rule[]).includes(rule));
    const deciding = verdict.taken ? chosen : asked.length - 1;
    const lines = asked.map(({ rule, passes }, index) => ({
      line: rule.line,
      value: rule.value(candidate),
      passes,
      decides: index === deciding,
    }));
    return { verdict, lines };
  };
}

interface Asked {
  rule: Rule;
  passes: boolean;
}

/** Asks line by line until one refuses. */
function judge({ before, choices, after }: Rules, file: Candidate, asked: Asked[] | null): Verdict {
  for (const rule of before) if (!ask(rule, file, asked)) return { taken: false, reason: rule.refusal(file) };
  const chosen = choices.find((rule) => ask(rule, file, asked));
  if (!chosen) return { taken: false, reason: t('No include pattern matches it.') };
  for (const rule of after) if (!ask(rule, file, asked)) return { taken: false, reason: rule.refusal(file) };
  return { taken: true, reason: t(chosen.reason) };
}

function ask(rule: Rule, file: Candidate, asked: Asked[] | null): boolean {
  const passes = rule.passes(file);
  asked?.push({ rule, passes });
  return passes;
}
