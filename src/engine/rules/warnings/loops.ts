import type { Rule, RuleWarning } from '../../../shared/model/rule';
import { circleOf, sayCircle } from './circle';
import type { Way } from './ways';
import { t } from '../../../shared/words/words';

/** What a rule makes comes back to it. It leaves alone what it made, so there is no end without end; but it is seldom meant. */
export function warnOfLoops(rule: Rule, ways: readonly Way[]): RuleWarning[] {
  const warned = new Set<number>();
  return ways.flatMap((way): RuleWarning[] => {
    if (way.rule !== rule || warned.has(way.action)) return [];
    const circle = circleOf(way, ways);
    if (!circle) return [];
    warned.add(way.action);
    const sentence =
      circle.length === 1
        ? t('What it makes lies in “{name}”, where this rule would see it again. It leaves its own work alone; a place outside watched folders is better.', { name: way.to.settings.name })
        : t('Files come back to it: {circle}. It leaves alone what came from it.', { circle: sayCircle(circle) });
    return [{ kind: 'loop', sentence, action: way.action }];
  });
}
