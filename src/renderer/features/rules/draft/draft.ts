import { ruleSchema, type Rule, type RuleView } from '../../../../shared/model/rule';
import { keepSame } from '../../../state/keep-same';

/** A rule that is being written and not saved yet. */
export interface Draft {
  /** As it was saved when the writing began. */
  readonly base: Rule;
  readonly rule: Rule;
  /** Written as YAML that can't be read, or has not been read yet; null while the rule says all. */
  readonly text: string | null;
}

export function isSameRule(a: Rule, b: Rule): boolean {
  return keepSame(a, b) === a;
}

export function isUnsaved(draft: Draft | undefined): boolean {
  return draft !== undefined && (draft.text !== null || !isSameRule(draft.base, draft.rule));
}

/** Somebody else saved it, or took it away, since the writing began. */
export function isOvertaken(draft: Draft, saved: Rule | undefined): boolean {
  return saved === undefined || !isSameRule(draft.base, saved);
}

/** Whether one does something else than the other, and not only under another name. */
export function actsOtherwise(a: Rule, b: Rule): boolean {
  const matter = ({ name: _name, note: _note, isEnabled: _isEnabled, ...rest }: Rule): unknown => rest;
  const before = matter(a);
  return keepSame(before, matter(b)) !== before;
}

/** "Invoices", else "Invoices 2" and so on; names differ in more than capitals. */
export function freeName(wanted: string, rules: readonly RuleView[]): string {
  const taken = new Set(rules.map(({ rule }) => rule.name.toLowerCase()));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted} ${number}`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

/** Off, and asks for nothing yet. */
export function newRule(name: string, folder: string | null): Rule {
  return ruleSchema.parse({ name, isEnabled: false, ...(folder === null ? {} : { folders: [folder] }) });
}
