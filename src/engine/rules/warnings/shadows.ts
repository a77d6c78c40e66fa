import type { Rule, RuleWarning } from '../../../shared/model/rule';
import { folderKey } from '../rule-set';
import { Logic } from './logic';
import { t } from '../../../shared/words/words';

/** Finds rules that are never asked, as one above takes every file of theirs and lets no rule below it act. */
export class Shadows {
  /** Those that let no rule below them act, in their order, with the places where they stand. */
  private readonly stopping = new Map<Rule, number>();
  private readonly places = new Map<Rule, number>();
  private readonly found = new Map<Rule, Rule | undefined>();

  /** @param former what was found of rules before, some of which may be the same objects */
  constructor(
    rules: readonly Rule[],
    private former: Shadows | null = null,
  ) {
    for (const [at, rule] of rules.entries()) {
      this.places.set(rule, at);
      if (rule.isEnabled && rule.stop) this.stopping.set(rule, at);
    }
  }

  of(rule: Rule): RuleWarning[] {
    const above = this.above(rule);
    if (!above) return [];
    return [{ kind: 'shadowed', sentence: t('It is never asked: “{name}” above it takes every file that it would take, and lets no rule below it act.', { name: above.name }), action: null }];
  }

  private above(rule: Rule): Rule | undefined {
    if (this.found.has(rule)) return this.found.get(rule);
    const place = this.places.get(rule) ?? Infinity;
    let found: Rule | undefined;
    for (const [other, at] of this.stopping) {
      if (at >= place || found) break;
      if (this.former?.knows(other, rule) ?? covers(other, rule)) found = other;
    }
    this.found.set(rule, found);
    if (this.found.size >= this.places.size) this.former = null;
    return found;
  }

  /** Whether one takes all from the other; null where this was never asked. */
  private knows(above: Rule, rule: Rule): boolean | null {
    if (!this.found.has(rule)) return null;
    const found = this.found.get(rule);
    if (above === found) return true;
    // All above the one that was found were asked, and else all above the rule.
    const end = this.places.get(found ?? rule);
    const at = this.stopping.get(above);
    return end !== undefined && at !== undefined && at < end ? false : null;
  }
}

function covers(above: Rule, rule: Rule): boolean {
  if (!rule.on.every((event) => above.on.includes(event))) return false;
  const folders = new Set(above.folders.map(folderKey));
  if (folders.size > 0 && (rule.folders.length === 0 || !rule.folders.every((folder) => folders.has(folderKey(folder))))) return false;
  return new Logic().implies(rule.if, above.if);
}
