import { unlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { toFsPath } from '../../base/byte-name';
import { makeFolders } from '../../base/make-folders';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { RelocateData } from '../acting/file/relocate-data';
import { checkWithin, fileHere, isCopyOf, isSameNode, isThere, sightingAt } from '../actions/file-version';
import { moveName } from '../actions/move-name';
import { dropPrepared } from '../actions/place-new';
import { temporaryName } from '../actions/temporary-name';
import { removeTrashInfo } from '../actions/trash';
import type { Effect } from '../store/effects';
import { RemovedFiles } from '../store/removed-files';
import { changed, isUnchanged } from './is-unchanged';
import { dataOf, mustBeFree } from './undo-relocation';
import type { Conclusion, UndoParts, Undoer } from './undoer';
import { t } from '../../shared/words/words';

/** The original comes back: from the trash, or where it is no longer there, from the vault. */
export const undoDiscard: Undoer = {
  actions: ['discard'],
  takeBack: async (effect, parts) => {
    const data = dataOf(effect);
    const { root, source, target, sha256, id } = effect;
    const { database, vault } = parts;
    mustBeFree(effect);
    makeFolders(dirname(source));
    checkWithin(root, source);
    const inTrash = !vault.holds(target) && (await isUnchanged(target, data.version, sha256));
    const kept = [data.vaulted, vault.holds(target) ? target : null].find((path) => path !== null && isThere(path));
    if (inTrash) {
      moveName(target, source);
      removeTrashInfo(data.infoPath);
    } else if (kept !== undefined && kept !== null) {
      await vault.bringBack(kept, source, { sha256, version: data.version, temporary: temporaryName(database, source, id) });
      if (!isThere(target)) removeTrashInfo(data.infoPath);
    } else if (isThere(target)) throw changed(t('It was changed since it was put into the trash.'), t('It stays as it is.'));
    else throw new FilemillError('effect.final', t('It is neither in the trash nor in the vault any more.'), { hint: t('Nothing was changed.') });
    return restored(effect, data, parts);
  },
  resume: async (effect, parts) => {
    const data = dataOf(effect);
    const { root, source, target, id } = effect;
    const { database, vault } = parts;
    if (!isThere(root)) return undefined;
    dropPrepared(temporaryName(database, source, id));
    const back = fileHere(source);
    if (!back) return null;
    const left = fileHere(target);
    // What has its place may be another one.
    if (!(left && isSameNode(back, left)) && !isCopyOf(back, data.version)) return null;
    if (vault.holds(target)) await vault.isBack(target, source);
    else if (left && isSameNode(back, left)) unlinkSync(toFsPath(target));
    if (!isThere(target)) removeTrashInfo(data.infoPath);
    return restored(effect, data, parts);
  },
};

function restored(effect: Effect, data: RelocateData, { database, ledger, whereabouts, vault }: UndoParts): Conclusion {
  return {
    clear: () => void (data.vaulted !== null && vault.letGo(data.vaulted)),
    write: (writer) => {
      const { fileId, jobId: formerJobId, root } = effect;
      const way = { fileId, jobId: data.removedJobId ?? 0, formerJobId };
      new RemovedFiles(database, ledger, whereabouts).recordRestored(writer, way, sightingAt(root, data.path), t('It was put back.'));
    },
  };
}
