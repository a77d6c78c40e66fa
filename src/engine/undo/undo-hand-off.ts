import { unlinkSync } from 'node:fs';
import { toFsPath } from '../../base/byte-name';
import { lookAtLock, lockPathOf, ownerInWords } from '../../base/lock/look-at-lock';
import { isThere } from '../actions/file-version';
import { pairOfData } from '../handoff/pair-names';
import { readSidecar } from '../handoff/read-sidecar';
import type { Effect } from '../store/effects';
import { changed, isUnchanged } from './is-unchanged';
import { removeOurs } from './remove-ours';
import { nothingToTell, type UndoParts, type Undoer } from './undoer';
import { t } from '../../shared/words/words';

/** What was handed over goes again, as long as nobody has taken it: its sidecar first, so that nobody begins to. */
export const undoHandOff: Undoer = {
  actions: ['handOff'],
  takeBack: async (effect, parts) => {
    const { data, sidecar } = pairOfData(effect.target);
    if (!isThere(data) || !isThere(sidecar)) throw changed(t('It is no longer where it was put: its consumer has taken it.'));
    const lock = lookAtLock(lockPathOf(data));
    if (lock.state !== 'free' && lock.state !== 'stale') throw changed(t('Its consumer is taking it at this moment: {lock} holds its lock.', { lock: ownerInWords(lock) }));
    if (readSidecar(sidecar, null)?.checksum.digits !== effect.sha256 || !(await isUnchanged(data, null, effect.sha256))) throw changed(t('It is no longer what was handed over.'), t('It stays as it is.'));
    await takeAway(effect, parts);
    return nothingToTell;
  },
  resume: async (effect, parts) => {
    const { data, sidecar } = pairOfData(effect.target);
    // Not begun: its sidecar goes first.
    if (isThere(sidecar)) return null;
    if (isThere(data) && (await isUnchanged(data, null, effect.sha256))) await removeOurs(parts.vault, effect, 'original');
    return nothingToTell;
  },
};

async function takeAway(effect: Effect, { vault }: UndoParts): Promise<void> {
  unlinkSync(toFsPath(pairOfData(effect.target).sidecar));
  await removeOurs(vault, effect, 'original');
}
