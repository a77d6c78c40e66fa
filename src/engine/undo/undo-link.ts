import { unlinkSync } from 'node:fs';
import { relative } from 'node:path';
import { toFsPath } from '../../base/byte-name';
import { isOurLink, type LinkData } from '../acting/file/link';
import { isThere, lookAt, sightingAt } from '../actions/file-version';
import { temporaryName } from '../actions/temporary-name';
import type { Effect } from '../store/effects';
import { RemovedFiles } from '../store/removed-files';
import { changed } from './is-unchanged';
import { nothingToTell, type Conclusion, type UndoParts, type Undoer } from './undoer';
import { t } from '../../shared/words/words';

/** The further name goes; the file keeps its own. */
export const undoLink: Undoer = {
  actions: ['link'],
  takeBack: async (effect, parts) => {
    if (!isOurLink(effect)) throw changed(t('The link is no longer what was made.'), t('It stays as it is.'));
    return takeAway(effect, parts);
  },
  resume: async (effect, parts) => {
    const { vaulted } = dataOf(effect);
    const isBack = vaulted !== null && (!isThere(vaulted) || (await parts.vault.isBack(vaulted, effect.target)));
    if (isThere(effect.target) && !isOurLink(effect)) return isBack ? nothingToTell : null;
    return takeAway(effect, parts);
  },
};

async function takeAway(effect: Effect, parts: UndoParts): Promise<Conclusion> {
  const { id, target } = effect;
  const { kind, vaulted } = dataOf(effect);
  if (isThere(target)) {
    // The last name of a file is the file.
    if (kind === 'hard' && lookAt(target)?.nlink === 1n) await parts.vault.put(target, parts.vault.open(id, target));
    else unlinkSync(toFsPath(target));
  }
  if (vaulted !== null && isThere(vaulted) && !isThere(target)) await parts.vault.bringBack(vaulted, target, { sha256: null, temporary: temporaryName(parts.database, target, id) });
  return kind === 'hard' ? touched(effect, parts) : nothingToTell;
}

/** One name less moves a file's change time: no news to the watcher. */
function touched({ fileId, root, source }: Effect, { database, ledger, whereabouts }: UndoParts): Conclusion {
  return {
    write: (writer) => {
      if (isThere(source)) new RemovedFiles(database, ledger, whereabouts).recordTouched(writer, fileId, sightingAt(root, relative(root, source)));
    },
  };
}

const dataOf = ({ data }: Effect): LinkData => JSON.parse(data ?? '{}') as LinkData;
