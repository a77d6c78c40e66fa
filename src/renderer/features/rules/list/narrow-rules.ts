import type { RuleView } from '../../../../shared/model/rule';

/** A watched folder, as rules name it: by its name or its path. */
export interface NamedFolder {
  readonly id: number;
  readonly name: string;
  readonly path: string;
}

/** A rule that names no folder belongs to all of them. */
export function belongsTo({ rule }: Pick<RuleView, 'rule'>, folder: NamedFolder): boolean {
  return rule.folders.length === 0 || rule.folders.some((one) => one === folder.path || one.toLowerCase() === folder.name.toLowerCase());
}

export function narrowRules(rules: readonly RuleView[], folder: NamedFolder | null, find: string): readonly RuleView[] {
  const wanted = find.trim().toLowerCase();
  if (folder === null && wanted === '') return rules;
  return rules.filter((view) => {
    const { name, note } = view.rule;
    return (folder === null || belongsTo(view, folder)) && (wanted === '' || `${name}\n${note}`.toLowerCase().includes(wanted));
  });
}
