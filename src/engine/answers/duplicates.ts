import type { EngineApi } from '../../shared/contract/engine-api';
import type { Trigger } from '../../shared/model/file';
import type { Handlers } from '../../shared/rpc/define-api';
import type { Duplicates } from '../duplicates/duplicates';

type Answered = Exclude<Extract<keyof Handlers<EngineApi>, `duplicates.${string}`>, 'duplicates.undo'>;

/** What the engine answers about duplicates. Complete by type. */
export function duplicateHandlers(duplicates: Duplicates, trigger: Trigger): Pick<Handlers<EngineApi>, Answered> {
  return {
    'duplicates.summary': () => duplicates.summary(),
    'duplicates.page': ({ tier, decided, sort, offset, limit }) => duplicates.page(tier, decided, sort, offset, limit),
    'duplicates.group': ({ id }) => duplicates.group(id),
    'duplicates.ofFile': async ({ id }) => ({ groups: await duplicates.ofFile(id) }),
    'duplicates.decide': async ({ ids, decision }) => ({ count: await duplicates.decide(ids, decision) }),
    'duplicates.setKeeper': ({ id, fileId }) => duplicates.setKeeper(id, fileId),
    'duplicates.mark': ({ id, fileId, action }) => duplicates.mark(id, fileId, action),
    'duplicates.planAll': ({ tier, ids, action }) => duplicates.planAll(tier, ids, action),
    'duplicates.clearPlan': () => {
      duplicates.clearPlan();
      return {};
    },
    'duplicates.plan': ({ offset, limit }) => duplicates.plan(offset, limit),
    'duplicates.apply': ({ disposal, moveTo }) => duplicates.apply(disposal, moveTo, trigger),
    'duplicates.cancelApply': () => {
      duplicates.cancelApply();
      return {};
    },
  };
}
