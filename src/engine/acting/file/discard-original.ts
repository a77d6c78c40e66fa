import { basename, dirname } from 'node:path';
import { filesystemKind } from '../../../base/filesystem-kind';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { isUntouched, lookAt, versionAt, type FileVersion } from '../../actions/file-version';
import { moveName } from '../../actions/move-name';
import { toOutputError } from '../../actions/output-error';
import { planTrash, removeTrashInfo, trashEnvironment, trashFor, writeTrashInfo, type TrashFolder } from '../../actions/trash';
import { RemovedFiles } from '../../store/removed-files';
import type { ActedFile, Ending } from '../action';
import type { ActionParts } from '../action-parts';
import { keepOriginal } from './keep-original';
import type { RelocateData } from './relocate-data';
import type { RelocateManner } from './relocate-original';
import { t } from '../../../shared/words/words';

const MOST_TRIES = 20;

/** Takes the original away: into the system's trash, or where there is none, or it is wanted so, into the vault. */
export async function discardOriginal(mill: ActionParts, file: ActedFile, to: 'system' | 'vault', version: FileVersion, how: RelocateManner): Promise<Ending> {
  try {
    const trashed = to === 'system' ? await toTrash(mill, file, version, how) : null;
    return trashed ?? (await toVault(mill, file, version, how));
  } catch (error) {
    throw toOutputError(error, dirname(file.source), 'file');
  }
}

async function toTrash(mill: ActionParts, file: ActedFile, version: FileVersion, how: RelocateManner): Promise<Ending | null> {
  const trash = await trashOf(dirname(file.source));
  if (!trash) return mill.host.trash ? toShellTrash(mill, file, version, how) : null;
  const { journal, signal } = how;
  const { source, sha256 } = file;
  const planned = planTrash(trash, source);
  const blank: RelocateData = { version, path: file.path, vaulted: null, replaced: null, to: 'system', infoPath: planned.infoPath, companion: null, removedJobId: null };
  const effectId = await journal.begin({ action: 'discard', source, target: planned.target, sha256, data: blank });
  const data = { ...blank };
  const giveUp = async (): Promise<void> => {
    removeTrashInfo(data.infoPath);
    if (data.vaulted !== null) mill.vault.letGo(data.vaulted);
    await journal.fail(effectId);
  };
  try {
    await keepOriginal(mill, effectId, file, version, signal, (vaulted) => {
      data.vaulted = vaulted;
      return journal.retarget(effectId, planned.target, data);
    });
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const next = tries === 0 ? planned : planTrash(trash, source);
      data.infoPath = next.infoPath;
      await journal.retarget(effectId, next.target, data);
      await mill.writeThrough.ledger();
      let isInfoOurs = false;
      try {
        writeTrashInfo(next, trash, source, new Date());
        isInfoOurs = true;
        mustBeUntouched(source, version);
        moveName(source, next.target);
        await mill.writeThrough.folder(dirname(next.target));
        await mill.writeThrough.folder(dirname(source));
        return endOfDiscard(mill, file, { effectId, target: next.target, data });
      } catch (error) {
        if (!isInfoOurs) data.infoPath = null;
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        removeTrashInfo(data.infoPath);
      }
    }
    await giveUp();
    return null;
  } catch (error) {
    await giveUp();
    // No room, no right: our own vault is there for this.
    if (REFUSALS.has((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}

const REFUSALS = new Set(['EXDEV', 'EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENAMETOOLONG']);

/** Where only the shell reaches the trash: a copy in the vault is the way back. */
async function toShellTrash(mill: ActionParts, file: ActedFile, version: FileVersion, { journal, signal }: RelocateManner): Promise<Ending | null> {
  const { source, sha256 } = file;
  const data: RelocateData = { version, path: file.path, vaulted: null, replaced: null, to: 'system', infoPath: null, companion: null, removedJobId: null };
  const effectId = await journal.begin({ action: 'discard', source, target: source, sha256, data });
  const kept = mill.vault.open(effectId, source);
  try {
    if (!(await mill.vault.keep(source, kept, version, sha256, signal))) throw new Error(t('The vault is too small for it.'));
    data.vaulted = kept;
    await journal.retarget(effectId, kept, data);
    await mill.writeThrough.ledger();
    mustBeUntouched(source, version);
    await mill.host.trash?.(source);
    if (lookAt(source)) throw new Error(t('It still lies there.'));
    return endOfDiscard(mill, file, { effectId, target: kept, data });
  } catch (error) {
    if (!lookAt(source)) throw error;
    mill.vault.letGo(kept);
    await journal.fail(effectId);
    return null;
  }
}

async function toVault(mill: ActionParts, file: ActedFile, version: FileVersion, { journal, signal }: RelocateManner): Promise<Ending> {
  const { source, sha256 } = file;
  const data: RelocateData = { version, path: file.path, vaulted: null, replaced: null, to: 'vault', infoPath: null, companion: null, removedJobId: null };
  const effectId = await journal.begin({ action: 'discard', source, target: source, sha256, data });
  const kept = mill.vault.open(effectId, source);
  try {
    await journal.retarget(effectId, kept, data);
    await mill.writeThrough.ledger();
    mustBeUntouched(source, version);
    await mill.vault.put(source, kept, signal);
    return endOfDiscard(mill, file, { effectId, target: kept, data });
  } catch (error) {
    if (lookAt(source)) mill.vault.letGo(kept);
    await journal.fail(effectId);
    throw error;
  }
}

export function endOfDiscard(
  { database, ledger, whereabouts, effects }: Pick<ActionParts, 'database' | 'ledger' | 'whereabouts' | 'effects'>,
  { fileId }: Pick<ActedFile, 'fileId'>,
  { effectId, target, data }: { effectId: number; target: string; data: RelocateData },
): Ending {
  const settledAlso: number[] = [];
  const toVault = data.to === 'vault';
  const sentence = toVault ? t('Put into Filemill’s vault.') : t('Put into the trash.');
  return {
    effectId,
    target,
    sentence,
    settledAlso,
    conclude: (writer) => {
      if (!effects.move(writer, effectId, 'intended', 'done')) return null;
      const rule = effects.byId(effectId)?.rule ?? null;
      const reason = rule === null ? sentence : toVault ? t('Put into Filemill’s vault by the rule “{rule}”.', { rule }) : t('Put into the trash by the rule “{rule}”.', { rule });
      const removedJobId = new RemovedFiles(database, ledger, whereabouts).recordRemoved(writer, fileId, reason, 'live', Date.now());
      effects.setTarget(writer, effectId, target, JSON.stringify({ ...data, removedJobId }));
      if (removedJobId !== null) settledAlso.push(removedJobId);
      return null;
    },
  };
}

async function trashOf(folder: string): Promise<TrashFolder | null> {
  try {
    const { announcesChanges } = await filesystemKind(folder);
    return trashFor(folder, trashEnvironment(), { isShared: !announcesChanges });
  } catch {
    // What can't be asked has none.
    return null;
  }
}

function mustBeUntouched(source: string, version: FileVersion): void {
  if (isUntouched(version, versionAt(source))) return;
  throw new FilemillError('file.changed', t('{source} has changed at this very moment.', { source: basename(source) }), { hint: t('It stays where it is; the newer version is read.') });
}
