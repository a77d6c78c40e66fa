import type { EngineApi } from '../../shared/contract/engine-api';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { Handlers } from '../../shared/rpc/define-api';
import type { Engine } from '../engine';
import { t } from '../../shared/words/words';

type Answered = 'duplicates.undo' | 'effects.undo' | 'effects.undoAll' | 'vault.read';

/** What the engine answers about the way back. Complete by type. */
export function undoHandlers({ undo, rules, vault, vaultKeeper }: Engine): Pick<Handlers<EngineApi>, Answered> {
  return {
    'duplicates.undo': async ({ runId }) => {
      const { undone, failed } = await undo.run(runId);
      return { restored: undone.length, failed: failed.map(({ path, error }) => ({ path, error })) };
    },
    'effects.undo': async ({ ids }) => {
      const { undone, failed } = await undo.byIds(ids);
      return { undone: undone.length, failed };
    },
    'effects.undoAll': async (scope) => {
      if ('rule' in scope) mustBeKnown(rules, scope.rule);
      if ('orderId' in scope) rules.orders.mustBeKnown(scope.orderId);
      const { undone, failed } = await undo.all(scope);
      return { undone: undone.length, failed };
    },
    'vault.read': async () => ({ ...vaultKeeper.read(), isEncrypted: vault.isEncrypting, obstacle: await vault.obstacle() }),
  };
}

/** One that is no more may have left effects. @throws FilemillError `usage.invalid` */
function mustBeKnown({ keeper, effects }: Engine['rules'], name: string): void {
  if (keeper.list().some(({ rule }) => rule.name === name) || effects.hasOfRule(name)) return;
  throw new FilemillError('usage.invalid', t('There is no rule “{name}”, and none of that name has done anything.', { name }), { hint: t('See: filemill rules list') });
}
