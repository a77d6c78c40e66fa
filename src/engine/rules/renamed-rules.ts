import type { Rule } from '../../shared/model/rule';

/**
 * Rules that somebody has given another name by hand: one name is gone, one is new, and what stands below it is the same.
 *
 * @returns former names by the new ones
 */
export function renamedRules(before: readonly Rule[], after: readonly Rule[]): Map<string, string> {
  const gone = byBody(without(before, after));
  const renamed = new Map<string, string>();
  for (const [body, names] of byBody(without(after, before))) {
    const former = gone.get(body) ?? [];
    // Of two that are alike nobody knows which is which.
    if (names.length === 1 && former.length === 1) renamed.set(names[0] as string, former[0] as string);
  }
  return renamed;
}

function without(rules: readonly Rule[], others: readonly Rule[]): Rule[] {
  const names = new Set(others.map(({ name }) => name));
  return rules.filter(({ name }) => !names.has(name));
}

function byBody(rules: readonly Rule[]): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const { name, ...body } of rules) {
    const key = JSON.stringify(body);
    names.set(key, [...(names.get(key) ?? []), name]);
  }
  return names;
}
