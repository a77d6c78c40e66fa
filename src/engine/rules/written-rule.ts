import { ruleSchema, type Rule } from '../../shared/model/rule';
import { writeAction } from './written-action';
import { writeCondition } from './written-condition';

const DEFAULT_EVENTS = ruleSchema.shape.on.parse(undefined);

/** The keys of a rule in the file with their values; what has its default is left out. */
export function writeRule(rule: Rule): Record<string, unknown> {
  const { name, note, folders, isEnabled, on, then, stop } = rule;
  const isForAll = 'all' in rule.if && rule.if.all.length === 0;
  return {
    name,
    ...(note === '' ? {} : { note }),
    ...(folders.length === 0 ? {} : { folders }),
    ...(isEnabled ? {} : { enabled: false }),
    ...(JSON.stringify(on) === JSON.stringify(DEFAULT_EVENTS) ? {} : { on }),
    ...(isForAll ? {} : { if: writeCondition(rule.if) }),
    ...(then.length === 0 ? {} : { then: then.map(writeAction) }),
    ...(stop ? { stop } : {}),
  };
}
