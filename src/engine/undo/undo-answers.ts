import type { EngineApi } from '../../shared/contract/engine-api';
import type { Handlers } from '../../shared/rpc/define-api';
import type { Engine } from '../engine';

type Answered = 'duplicates.undo' | 'effects.undo' | 'effects.undoAll' | 'vault.read';

/** What the engine answers about the way back. Complete by type. */
export function undoHandlers({ undo, vault, vaultKeeper }: Engine): Pick<Handlers<EngineApi>, Answered> {
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
      const { undone, failed } = await undo.all(scope);
      return { undone: undone.length, failed };
    },
    'vault.read': async () => ({ ...vaultKeeper.read(), isEncrypted: vault.isEncrypting, obstacle: await vault.obstacle() }),
  };
}
