import type { Rule, RuleWarning } from '../../../shared/model/rule';
import { foldersOf } from '../check-rule';
import { foldRuleName } from '../fold-rule-name';
import { onceFor } from './once-for';
import { targetsOf } from './target-of';
import type { WatchedFolder } from './watched-folder';
import { t } from '../../../shared/words/words';

/** Finds rules that write a file of one and the same name. */
export class SameTargets {
  private readonly writers = new Map<string, Rule[]>();

  constructor(
    rules: readonly Rule[],
    private readonly folders: readonly WatchedFolder[],
  ) {
    for (const rule of rules) for (const { file } of filesOf(rule, folders)) this.writers.set(file, [...(this.writers.get(file) ?? []), rule]);
  }

  of(rule: Rule): RuleWarning[] {
    return filesOf(rule, this.folders).flatMap(({ file, shown, action }) => {
      const other = this.writers.get(file)?.find((one) => one !== rule);
      return other ? [{ kind: 'sameTarget' as const, sentence: t('“{name}” writes {shown}, too.', { name: other.name, shown }), action }] : [];
    });
  }
}

/** The files of one name that a rule writes; into the log many rules write their lines. */
export const filesOf = onceFor((rule, folders): readonly { file: string; shown: string; action: number }[] => {
  if (!rule.isEnabled) return [];
  const roots = foldersOf(rule, folders.map(({ path, settings }) => ({ path, name: settings.name }))).map(({ path }) => path);
  return rule.then.flatMap((spec, action) =>
    spec.do === 'log' ? [] : targetsOf(spec, roots).flatMap(({ file }) => (file === null ? [] : [{ file: foldRuleName(file), shown: file, action }])),
  );
});
