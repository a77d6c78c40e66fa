import { isThere } from '../actions/file-version';
import { FilemillError } from '../../shared/errors/filemill-error';
import { temporaryName } from '../actions/temporary-name';
import type { Effect } from '../store/effects';
import { changed, isUnchanged } from './is-unchanged';
import { removeOurs } from './remove-ours';
import { nothingToTell, type UndoParts, type Undoer } from './undoer';
import { t } from '../../shared/words/words';

/** A copy goes again, and what it has replaced comes back. */
export const undoCopy: Undoer = {
  actions: ['copy', 'transform', 'searchable'],
  takeBack: async (effect, parts) => {
    const { target } = effect;
    const vaulted = vaultedOf(effect);
    if (vaulted !== null && !isThere(vaulted)) {
      throw new FilemillError('effect.final', t('The file that had the name before is no longer in the vault.'), { hint: t('{what, select, transform {The changed picture} searchable {The searchable copy} other {The copy}} stays.', { what: effect.action }) });
    }
    if (!isThere(target) && vaulted === null) throw changed(t('{what, select, transform {The changed picture} searchable {The searchable copy} other {The copy}} is no longer where it was put.', { what: effect.action }));
    await takeAway(effect, parts);
    return nothingToTell;
  },
  resume: async (effect, parts) => {
    await takeAway(effect, parts);
    return nothingToTell;
  },
};

/** May be done again after an end in between. */
async function takeAway(effect: Effect, { database, vault }: UndoParts): Promise<void> {
  const { id, target, sha256, action } = effect;
  const vaulted = vaultedOf(effect);
  if (vaulted !== null && (await vault.isBack(vaulted, target))) return;
  if (isThere(target) && (vaulted === null || isThere(vaulted))) {
    if (!(await isUnchanged(target, null, sha256))) throw changed(t('{what, select, transform {The changed picture} searchable {The searchable copy} other {The copy}} is no longer what was written.', { what: action }), t('It stays as it is.'));
    await removeOurs(vault, effect, action === 'copy' ? 'original' : 'nothing');
  }
  if (vaulted !== null && isThere(vaulted) && !isThere(target)) await vault.bringBack(vaulted, target, { sha256: null, temporary: temporaryName(database, target, id) });
}

const vaultedOf = ({ data }: Effect): string | null => (JSON.parse(data ?? '{}') as { vaulted?: string | null }).vaulted ?? null;
