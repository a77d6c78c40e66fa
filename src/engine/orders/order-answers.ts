import type { EngineApi } from '../../shared/contract/engine-api';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { Trigger } from '../../shared/model/file';
import type { Rule } from '../../shared/model/rule';
import type { Handlers } from '../../shared/rpc/define-api';
import type { Engine } from '../engine';
import type { RulesKeeper } from '../rules/rules-keeper';
import type { Asked } from './candidates';
import { reviewOrder } from './review-order';
import { t } from '../../shared/words/words';

type Answered = 'rules.review' | 'rules.run' | 'rules.orders' | 'rules.cancelOrder';

/** What the engine answers to those who have rules do something with files that are there. */
export function orderHandlers({ rules, folders }: Engine, trigger: Trigger): Pick<Handlers<EngineApi>, Answered> {
  const { keeper, orders, effects } = rules;
  const trying = rules.trying();
  const askedOf = ({ names, folderId, again }: { names?: string[] | undefined; folderId?: number | undefined; again: boolean }): Asked => {
    if (folderId !== undefined) folders.get(folderId);
    return { rules: rulesNamed(keeper, names), folderId: folderId ?? null, again };
  };
  return {
    'rules.review': async ({ offset, limit, ...asked }, { signal }) => {
      const { revision } = keeper;
      return { revision, ...(await reviewOrder({ trying, effects }, { ...askedOf(asked), offset, limit }, signal)) };
    },
    'rules.run': ({ revision, ...asked }) => {
      if (revision !== undefined && revision !== keeper.revision) throw new FilemillError('usage.invalid', t('The rules were changed meanwhile.'), { hint: t('Look once more at what they would do.') });
      return { id: orders.give(askedOf(asked), trigger) };
    },
    'rules.orders': ({ limit }) => ({ orders: orders.list(limit) }),
    'rules.cancelOrder': ({ id }) => {
      orders.cancel(id);
      return {};
    },
  };
}

/** In the order of the rules; those that are on, where none is named. @throws FilemillError `usage.invalid` for a name that no rule has, and where none is on */
function rulesNamed(keeper: RulesKeeper, names: readonly string[] | undefined): Rule[] {
  const all = keeper.list().map(({ rule }) => rule);
  if (!names) {
    const on = all.filter(({ isEnabled }) => isEnabled);
    if (on.length === 0) throw new FilemillError('usage.invalid', t('No rule is on.'), { hint: t('Switch one on, or choose one of the rules themselves.') });
    return on;
  }
  const missing = names.find((name) => !all.some((rule) => rule.name === name));
  if (missing !== undefined) throw new FilemillError('usage.invalid', t('There is no rule “{missing}”.', { missing }), { hint: t('It may have been renamed or removed.') });
  return all.filter(({ name }) => names.includes(name));
}
