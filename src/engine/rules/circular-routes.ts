import type { Rule } from '../../shared/model/rule';
import type { Flaw } from './check-rule';
import { circleOf, sayCircle } from './warnings/circle';
import { waysOf } from './warnings/ways';
import type { WatchedFolder } from './warnings/watched-folder';
import { t } from '../../shared/words/words';

/** Routes that lead a file in a circle, by the rule that begins it. */
export function circularRoutes(rules: readonly Rule[], folders: readonly WatchedFolder[]): Map<Rule, Flaw> {
  const routes = rules.filter(({ then }) => then.some((spec) => spec.do === 'route')).flatMap((rule) => waysOf(rule, folders)).filter(({ isRoute }) => isRoute);
  const flaws = new Map<Rule, Flaw>();
  for (const way of routes) {
    const circle = flaws.has(way.rule) ? null : circleOf(way, routes);
    if (circle) flaws.set(way.rule, { at: `then.${way.action}`, message: t('Files would go in a circle: {circle}.', { circle: sayCircle(circle) }), hint: t('Take one of these routes out, or give its rule a condition that such a file does not meet.') });
  }
  return flaws;
}
