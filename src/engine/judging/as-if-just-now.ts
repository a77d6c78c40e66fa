import type { CompiledRule } from '../rules/compiled-rule';

/** Rules asked about files that lie there as if each had just come about as the rule wants it. Nothing lies there that is deleted. */
export function asIfJustNow(rules: readonly CompiledRule[]): CompiledRule[] {
  return rules.map((compiled) => {
    const events = compiled.rule.on.filter((event) => event !== 'deleted');
    return { ...compiled, concerns: (folder) => events.some((event) => compiled.concerns(folder, event)) };
  });
}
