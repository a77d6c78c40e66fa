import { renameSync, unlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { toFsPath } from '../../../base/byte-name';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { displayName } from '../../../shared/model/display-name';
import { hashAt } from '../../actions/copy-verified';
import { isSameNode, isUntouched, lookAt, versionAt, versionOf, type FileVersion } from '../../actions/file-version';
import { freeOrBeside } from '../../actions/free-or-beside';
import { giveName } from '../../actions/give-name';
import { unlessTaken } from '../../actions/unless-taken';
import { moveName, settleFolders } from '../../actions/move-name';
import { numberedName } from '../../actions/numbered-name';
import { toOutputError } from '../../actions/output-error';
import { dropPrepared, placeNew } from '../../actions/place-new';
import { temporaryName } from '../../actions/temporary-name';
import { checkPlace } from './place-of';
import type { ActedFile, Ending, Redirect, Stayed } from '../action';
import type { ActionParts } from '../action-parts';
import { copyBytes } from './copy-bytes';
import { displacer } from './displace';
import { keepOriginal } from './keep-original';
import { makeFolder } from './make-folder';
import type { RelocateData } from './relocate-data';
import type { RelocateManner } from './relocate-original';
import { endOfRelocation } from './end-of-relocation';
import { skippedSentence } from './skipped-sentence';
import { t } from '../../../shared/words/words';

/** Moves the original to where rules want it. */
export async function placeOriginal(
  mill: ActionParts,
  file: ActedFile,
  redirect: Extract<Redirect, { kind: 'place' }>,
  version: FileVersion,
  { journal, signal, progress }: RelocateManner,
): Promise<Ending | Stayed> {
  const { database, vault, writeThrough } = mill;
  const { source, sha256 } = file;
  const { folder, name, conflict, within, targetAt = (number: number) => join(folder, numberedName(name, number)) } = redirect;
  const wanted = join(folder, name);
  if (wanted === source) return { stays: t('It lies there already.') };
  checkPlace(wanted, within, mill.dataFolder);
  if (basename(wanted) === basename(source) && isOneFile(wanted, version)) return { stays: t('It lies there already.') };
  if (isSameName(wanted, source, version)) return rewrite(mill, file, wanted, version, journal);
  let effectId: number | null = null;
  let data: RelocateData = { version, path: file.path, vaulted: null, replaced: null, to: null, infoPath: null, companion: null, removedJobId: null };
  /** Prepared where it lies on another disk; null where a rename will do. */
  let temporary: string | null = null;
  const note = async (target: string, more: Partial<RelocateData>): Promise<void> => {
    data = { ...data, ...more };
    if (effectId !== null) await journal.retarget(effectId, target, data);
  };
  try {
    const placed = await placeNew(
      {
        targetAt,
        conflict,
        not: version,
        isSame: async (path) => Number(lookAt(path)?.size) === version.size && (await hashAt(path, signal)) === (sha256 ?? (await hashAt(source, signal))),
      },
      {
        begin: async (target) => {
          const made = makeFolder(dirname(target), within, 'file');
          effectId = await journal.begin({ action: 'relocate', source, target, sha256, data, made });
        },
        retarget: async (target) => {
          makeFolder(dirname(target), within, 'file');
          await note(target, {});
        },
        prepare: async (target) => {
          const id = effectId ?? 0;
          await keepOriginal(mill, id, file, version, signal, (vaulted) => note(target, { vaulted }));
          const isElsewhere = lookAt(folder)?.dev !== undefined && String(lookAt(folder)?.dev) !== version.dev;
          if (isElsewhere) {
            const beside = temporaryName(database, target, id);
            const label = t('Moving {name}', { name: displayName(name) });
            await copyBytes(source, beside, version, sha256, { writeThrough, signal, progress: (fraction) => progress(label, fraction) });
            temporary = beside;
          }
          // What is about to leave its place can be found again, even when the power fails the next moment.
          await writeThrough.ledger();
        },
        putAside: async (target) => {
          const replaced = vault.open(effectId ?? 0, target);
          await note(target, { replaced });
          await writeThrough.ledger();
          await vault.put(target, replaced, signal);
          return async () => {
            await vault.bringBack(replaced, freeOrBeside(target), { sha256: null, temporary: temporaryName(database, target, effectId ?? 0) });
            await note(target, { replaced: null });
          };
        },
        displace: displacer(journal),
        put: (target) => moveNow(source, target, version, temporary),
      },
    );
    if (placed.state === 'skipped') {
      await abandon(mill, effectId, data, temporary, journal);
      return { stays: skippedSentence(placed) };
    }
    await writeThrough.folder(dirname(placed.path));
    await writeThrough.folder(dirname(source));
    return endOfRelocation(mill, file, { effectId: effectId ?? 0, target: placed.path, data });
  } catch (error) {
    await abandon(mill, effectId, data, temporary, journal);
    throw toOutputError(error, folder, 'file');
  }
}

/** The last look, and the step itself. @returns false when the name was taken this very moment */
function moveNow(source: string, target: string, version: FileVersion, temporary: string | null): boolean {
  if (!isUntouched(version, versionAt(source))) {
    throw new FilemillError('file.changed', t('The file has changed at this very moment.'), { hint: t('It stays where it is; the newer version is read.') });
  }
  if (temporary !== null) {
    if (!giveName(temporary, target)) return false;
    settleFolders(target);
    try {
      unlinkSync(toFsPath(source));
    } catch (error) {
      unlinkSync(toFsPath(target));
      throw error;
    }
    return true;
  }
  return unlessTaken(() => moveName(source, target));
}

/** On disks that do not tell “A” from “a”: the name that is taken is its own. */
const isSameName = (wanted: string, source: string, version: FileVersion): boolean =>
  dirname(wanted) === dirname(source) && wanted.toLowerCase() === source.toLowerCase() && isOneFile(wanted, version);

/** What lies there is the file itself: its folder can be reached in two ways, or capitals make no difference. */
function isOneFile(path: string, version: FileVersion): boolean {
  const there = lookAt(path);
  return there !== undefined && version.links === 1 && isSameNode(versionOf(there), version);
}

async function rewrite(mill: ActionParts, file: ActedFile, target: string, version: FileVersion, journal: RelocateManner['journal']): Promise<Ending> {
  const data: RelocateData = { version, path: file.path, vaulted: null, replaced: null, to: null, infoPath: null, companion: null, removedJobId: null };
  const effectId = await journal.begin({ action: 'relocate', source: file.source, target, sha256: file.sha256, data });
  try {
    renameSync(toFsPath(file.source), toFsPath(target));
  } catch (error) {
    await journal.fail(effectId);
    throw toOutputError(error, dirname(target), 'file');
  }
  settleFolders(target);
  return endOfRelocation(mill, file, { effectId, target, data });
}

async function abandon({ vault }: ActionParts, effectId: number | null, { vaulted }: RelocateData, temporary: string | null, journal: RelocateManner['journal']): Promise<void> {
  if (temporary !== null) dropPrepared(temporary);
  if (vaulted !== null) vault.letGo(vaulted);
  if (effectId !== null) await journal.fail(effectId);
}
