import type { ActionSpec } from '../../../../shared/model/action';
import type { Rule } from '../../../../shared/model/rule';

/** The rule with other actions. A rule is never awaited: that they are called `then` does no harm. */
export function withActions(rule: Rule, actions: ActionSpec[]): Rule {
  // oxlint-disable-next-line unicorn/no-thenable
  return { ...rule, then: actions };
}
