import { dirname } from 'node:path';
import { hashAt } from '../../actions/copy-verified';
import { isThere } from '../../actions/file-version';
import { freeOrBeside } from '../../actions/free-or-beside';
import { dropPrepared } from '../../actions/place-new';
import { temporaryName } from '../../actions/temporary-name';
import type { Effect } from '../../store/effects';
import type { ActionParts } from '../action-parts';
import type { Recovery } from '../recovery';
import type { CopyData } from './write-copy';

/** A copy that has its name is done: it was whole before it got it. All else is as before. */
export const recoverCopy: Recovery = {
  actions: ['copy', 'transform', 'searchable'],
  recover: async (effect, parts) => {
    const { database, effects } = parts;
    const { id, target } = effect;
    if (!isThere(dirname(target))) return null;
    dropPrepared(temporaryName(database, target, id));
    const isDone = await isWritten(effect);
    const { vaulted } = JSON.parse(effect.data ?? '{}') as Partial<CopyData>;
    if (!isDone && vaulted) await giveBack(parts, id, vaulted, target);
    database.transaction((writer) => void effects.move(writer, id, 'intended', isDone ? 'done' : 'failed'));
    return null;
  },
};

/** Where its sum was not known before, it is the original's. */
async function isWritten({ source, target, sha256 }: Effect): Promise<boolean> {
  if (!isThere(target)) return false;
  const expected = sha256 ?? (isThere(source) ? await hashAt(source) : null);
  return expected !== null && (await hashAt(target)) === expected;
}

/** What was put aside gets its name again, or one beside it. */
export async function giveBack({ database, vault }: Pick<ActionParts, 'database' | 'vault'>, effectId: number, vaulted: string, target: string): Promise<void> {
  if (!isThere(vaulted)) vault.letGo(vaulted);
  else if (!(await vault.isBack(vaulted, target))) {
    await vault.bringBack(vaulted, freeOrBeside(target), { sha256: null, temporary: temporaryName(database, target, effectId) });
  }
}
