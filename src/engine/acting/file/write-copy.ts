import { basename, dirname } from 'node:path';
import { renameSync, unlinkSync } from 'node:fs';
import { toFsPath } from '../../../base/byte-name';
import { displayName } from '../../../shared/model/display-name';
import type { ConflictPolicy } from '../../../shared/model/transform';
import { hashAt } from '../../actions/copy-verified';
import { lookAt, versionAt, type FileVersion } from '../../actions/file-version';
import { freeOrBeside } from '../../actions/free-or-beside';
import { giveName } from '../../actions/give-name';
import { toOutputError } from '../../actions/output-error';
import { dropPrepared, placeNew } from '../../actions/place-new';
import { temporaryName } from '../../actions/temporary-name';
import type { Tools } from '../action';
import { copyBytes } from './copy-bytes';
import { displacer } from './displace';
import { makeFolder, makeFolderAside } from './make-folder';
import type { Place } from './place-of';
import { t } from '../../../shared/words/words';

export interface CopyRequest {
  /** As what it is noted. */
  action: 'copy' | 'transform' | 'searchable';
  /** Absolute: what is copied. */
  from: string;
  /** Of it; null where it is not known. */
  sha256: string | null;
  /** Absolute: the original, for the history. */
  source: string;
  /** As it must still be; null for a file of our own. */
  version: FileVersion | null;
  place: Place;
  conflict: ConflictPolicy;
  /** For sentences: "copy". */
  what: string;
}

/** What undoing a copy needs. */
export interface CopyData {
  /** In the vault: what was replaced; null where nothing was. */
  vaulted: string | null;
}

export type Written = { state: 'done'; path: string; effectId: number } | { state: 'skipped'; path: string; why: 'taken' | 'identical' };

/**
 * Writes a copy to its place: noted before, its bytes proved and on the disk before it has its name, noted after. What has
 * the name is never overwritten.
 *
 * @throws FilemillError of `placeNew`, `copyBytes`, `makeFolder`
 */
export async function writeCopy({ action, from, sha256, source, version, place, conflict, what }: CopyRequest, { mill, journal, signal, progress }: Tools): Promise<Written> {
  const { database, vault, writeThrough } = mill;
  const ofSource = version ?? versionAt(from);
  let effectId: number | null = null;
  let temporary = '';
  let known = sha256;
  let data: CopyData = { vaulted: null };
  const label = t('Writing {name}', { name: displayName(basename(place.targetAt(1))) });
  try {
    const placed = await placeNew(
      {
        targetAt: place.targetAt,
        conflict,
        not: ofSource,
        isSame: async (path) => Number(lookAt(path)?.size) === ofSource.size && (await hashAt(path, signal)) === (known ??= await hashAt(from, signal)),
      },
      {
        begin: async (target) => {
          const made = await makeFolderAside(dirname(target), place.within, what);
          effectId = await journal.begin({ action, source, target, sha256, data, made });
          temporary = temporaryName(database, target, effectId);
        },
        retarget: async (target) => {
          makeFolder(dirname(target), place.within, what);
          if (effectId === null) return;
          await journal.retarget(effectId, target, data);
          const beside = temporaryName(database, target, effectId);
          if (beside !== temporary) renameSync(toFsPath(temporary), toFsPath(beside));
          temporary = beside;
        },
        prepare: async () => {
          known = await copyBytes(from, temporary, ofSource, known, { writeThrough, signal, progress: (fraction) => progress(label, fraction) });
        },
        putAside: async (target) => {
          const id = effectId ?? 0;
          const vaulted = vault.open(id, target);
          data = { vaulted };
          await journal.retarget(id, target, data);
          await writeThrough.ledger();
          await vault.put(target, vaulted, signal);
          return async () => {
            await vault.bringBack(vaulted, freeOrBeside(target), { sha256: null, temporary: temporaryName(database, target, id) });
            data = { vaulted: null };
          };
        },
        displace: displacer(journal),
        put: (target) => giveName(temporary, target),
      },
    );
    if (placed.state === 'skipped') {
      if (effectId !== null) await abandon(temporary, effectId, journal);
      return placed;
    }
    await writeThrough.folder(dirname(placed.path));
    // `begin` came before.
    const id = effectId ?? 0;
    try {
      await journal.finish(id, { data, ...(known !== null && sha256 === null ? { sha256: known } : {}) });
    } catch (error) {
      // What nobody could note is not left: it would be written once more.
      unlinkSync(toFsPath(placed.path));
      if (data.vaulted !== null) await vault.bringBack(data.vaulted, freeOrBeside(placed.path), { sha256: null, temporary: temporaryName(database, placed.path, id) });
      throw error;
    }
    return { state: 'done', path: placed.path, effectId: id };
  } catch (error) {
    if (effectId !== null) await abandon(temporary, effectId, journal);
    throw toOutputError(error, dirname(place.targetAt(1)), what);
  }
}

async function abandon(temporary: string, effectId: number, journal: Tools['journal']): Promise<void> {
  dropPrepared(temporary);
  await journal.fail(effectId);
}
