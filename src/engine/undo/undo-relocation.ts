import { unlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { toFsPath } from '../../base/byte-name';
import { makeFolders } from '../../base/make-folders';
import { FilemillError } from '../../shared/errors/filemill-error';
import { displayName } from '../../shared/model/display-name';
import { relocateDataSchema, type RelocateData } from '../acting/file/relocate-data';
import { copyVerified, hashAt, place } from '../actions/copy-verified';
import { checkWithin, fileHere, isCopyOf, isSameNode, isStill, isThere, isUntouched, versionAt } from '../actions/file-version';
import { backOf, moveCompanion } from '../actions/move-companion';
import { isOtherDevice, moveName } from '../actions/move-name';
import { dropPrepared } from '../actions/place-new';
import { temporaryName } from '../actions/temporary-name';
import type { Effect } from '../store/effects';
import { RelocatedFiles } from '../store/relocated-files';
import { changed, isUnchanged } from './is-unchanged';
import type { Conclusion, UndoParts, Undoer } from './undoer';
import { t } from '../../shared/words/words';

/** The original goes back to where it arrived. */
export const undoRelocation: Undoer = {
  actions: ['relocate'],
  takeBack: async (effect, parts) => {
    const data = dataOf(effect);
    const { root, source, target } = effect;
    mustBeFree(effect);
    const known = parts.ledger.byId(effect.fileId);
    if (known?.state === 'inProgress') throw changed(t('It is being read at this moment.'), t('Wait until that is done, then take it back.'));
    if (!isThere(target)) throw changed(t('It is no longer at {target}.', { target: displayName(target) }), whereTheOriginalIs(data, t('Nothing was changed.')));
    if (!(await isUnchanged(target, data.version, effect.sha256))) throw changed(t('It was changed since it was moved.'), whereTheOriginalIs(data, t('It stays where it is.')));
    makeFolders(dirname(source));
    checkWithin(root, source);
    await moveBack(effect, data, parts);
    if (data.companion) moveCompanion(backOf(data.companion));
    await bringReplaced(effect, data, parts);
    return returned(effect, data, parts, data.replaced !== null && !isThere(target));
  },
  resume: async (effect, parts) => {
    const data = dataOf(effect);
    const { id, source, target, root, sha256 } = effect;
    if (!isThere(root)) return undefined;
    dropPrepared(temporaryName(parts.database, source, id));
    const back = fileHere(source);
    if (!back || !(isStill(back, data.version) || (await isUnchanged(source, null, sha256)))) return null;
    if (data.companion) moveCompanion(backOf(data.companion));
    if (data.replaced === null || !(await parts.vault.isBack(data.replaced, target))) {
      const isReplacedBack = data.replaced !== null && !isThere(data.replaced);
      const left = fileHere(target);
      if (left && !isReplacedBack && (isSameNode(left, back) || (isCopyOf(left, data.version) && (await isUnchanged(target, null, sha256))))) unlinkSync(toFsPath(target));
      await bringReplaced(effect, data, parts);
    }
    return returned(effect, data, parts);
  },
};

/** What had the name at its new place gets it again. */
async function bringReplaced({ id, target }: Effect, { replaced }: RelocateData, { database, vault }: UndoParts): Promise<void> {
  if (replaced !== null && isThere(replaced) && !isThere(target)) await vault.bringBack(replaced, target, { sha256: null, temporary: temporaryName(database, target, id) });
}

/** @throws FilemillError `folder.missing`, `effect.changed` */
export function mustBeFree({ root, source }: Pick<Effect, 'root' | 'source'>): void {
  if (!isThere(root)) throw new FilemillError('folder.missing', t('The folder is not there.'), { hint: t('Connect the drive, then try again.') });
  checkWithin(root, source);
  if (isThere(source)) throw changed(t('Another file lies at its place now.'), t('Move that one away, then try again.'));
}

async function moveBack({ id, source, target, sha256 }: Effect, { version }: RelocateData, { database }: UndoParts): Promise<void> {
  try {
    moveName(target, source);
  } catch (error) {
    if (!isOtherDevice(error)) throw error;
    const temporary = temporaryName(database, source, id);
    const before = versionAt(target);
    await copyVerified(target, source, version, sha256 ?? (await hashAt(target)), { temporary });
    try {
      place(temporary, source);
    } catch (failure) {
      unlinkSync(toFsPath(temporary));
      throw failure;
    }
    // What was written into it meanwhile is in no copy.
    if (!isUntouched(before, versionAt(target))) {
      unlinkSync(toFsPath(source));
      throw changed(t('It was changed at this very moment.'), t('It stays as it is.'));
    }
    unlinkSync(toFsPath(target));
  }
}

/** @param isReplacedLost what had the name at its new place could not be given it again */
function returned({ fileId, folderId, jobId, root, rule, target }: Effect, { path, vaulted }: RelocateData, { database, ledger, whereabouts, vault, dropped }: UndoParts, isReplacedLost = false): Conclusion {
  return {
    // Its bytes are safe where they belong.
    clear: () => void (vaulted !== null && vault.letGo(vaulted)),
    write: (writer) => {
      const known = ledger.byId(fileId);
      if (!known) return;
      const back = rule === null ? t('It was put back.') : t('It was put back to where it lay before the rule “{rule}”.', { rule });
      const remark = isReplacedLost ? t('{back} The file that it had replaced at {target} is no longer in the vault.', { back, target: displayName(target) }) : back;
      const over = new RelocatedFiles(database, ledger, whereabouts).returned(writer, known, { folderId, root, path }, jobId, remark);
      if (over !== null) dropped(over);
    },
  };
}

/** The file is not what it was, but its original may be kept. */
const whereTheOriginalIs = ({ vaulted }: RelocateData, otherwise: string): string =>
  vaulted !== null && isThere(vaulted) ? t('{otherwise} Its original is kept in the vault: {vaulted}', { otherwise, vaulted: displayName(vaulted) }) : otherwise;

/** @throws FilemillError `effect.final` for what can't be taken back */
export function dataOf({ data }: Pick<Effect, 'data'>): RelocateData {
  const parsed = relocateDataSchema.safeParse(data === null ? null : JSON.parse(data));
  if (parsed.success) return parsed.data;
  throw new FilemillError('effect.final', t('It can’t be taken back.'), { hint: t('Nothing was changed.') });
}
