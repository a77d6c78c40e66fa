import { basename, dirname, join } from 'node:path';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { TransformOutput } from '../../shared/model/transform';
import { checkOutput } from '../guard/check-output';
import type { Database } from '../store/database';
import { Effects, type EffectState } from '../store/effects';
import type { Vault } from '../vault/vault';
import { lookAt, versionOf } from './file-version';
import { freeOrBeside } from './free-or-beside';
import { moveName } from './move-name';
import { nameOutput } from './name-output';
import { placeOutput } from './place-output';
import { temporaryName } from './temporary-name';
import { t } from '../../shared/words/words';

/** A picture that a worker has changed, and whose it is. */
export interface ChangedPicture {
  jobId: number;
  fileId: number;
  folderId: number;
  /** Absolute; the original. */
  source: string;
  /** In scratch. */
  scratchPath: string;
  sha256: string;
  /** Without a dot. */
  extension: string;
  width: number;
  height: number;
}

/** What undoing needs, in the effect's `data`. */
interface TransformData {
  /** Where the file lies that had the name before; null where none had it. */
  vaulted: string | null;
}

/**
 * Writes a changed picture to where it is wanted; the original stays as it is, unless it has the very name and may be
 * replaced: what had the name goes to the vault. Intent, act, then the ledger's word that it is done.
 *
 * @returns null where the name was taken and is to be left alone
 * @throws FilemillError of `nameOutput`, `placeOutput`, `checkOutput`; `file.changed` when the original has a newer version
 */
export async function transformPicture(
  database: Database,
  vault: Vault,
  picture: ChangedPicture,
  output: TransformOutput,
): Promise<{ path: string; effectId: number } | null> {
  const effects = new Effects(database);
  const { scratchPath: from, sha256, source, jobId, fileId, folderId } = picture;
  const at = Date.now();
  const folder = output.folder ?? dirname(source);
  const name = nameOutput(output.name, { ...picture, original: basename(source), at });
  checkOutput(join(folder, name), [], vault.dataFolder);
  let effectId: number | null = null;
  let data: TransformData = { vaulted: null };
  const note = (target: string): number => {
    database.transaction((writer) => {
      if (effectId !== null) effects.setTarget(writer, effectId, target, JSON.stringify(data));
      else {
        const effect = { jobId, fileId, folderId, action: 'transform' as const, source, target, sha256, at, data: JSON.stringify(data) };
        effectId = effects.intendSettled(writer, effect);
      }
    });
    if (effectId === null) {
      throw new FilemillError('file.changed', t('The picture is being read anew.'), { hint: t('Wait until it is done, then try again.') });
    }
    return effectId;
  };
  const conclude = (state: 'done' | 'failed'): void => {
    const id = effectId;
    if (id !== null) database.transaction((writer) => void effects.move(writer, id, 'intended', state));
  };
  try {
    const placed = await placeOutput({ from, sha256, folder, name, conflict: output.conflict, what: 'picture' }, {
      begin: (target) => temporaryName(database, target, note(target)),
      putAside: async (target) => {
        const id = note(target);
        const vaulted = vault.open(id, target);
        data = { vaulted };
        note(target);
        await vault.put(target, vaulted);
        return () => vault.bringBack(vaulted, freeOrBeside(target), { sha256: null, temporary: temporaryName(database, target, id) });
      },
      displace: (target, to) => {
        const stats = lookAt(target);
        const effect = { jobId, fileId, folderId, action: 'displace' as const, source: target, target: to, sha256: null, at, data: stats ? JSON.stringify({ version: versionOf(stats) }) : null };
        const id = database.transaction((writer) => effects.intendSettled(writer, effect));
        const end = (state: EffectState): void => {
          if (id !== null) database.transaction((writer) => void effects.move(writer, id, state === 'done' ? 'intended' : 'done', state));
        };
        moveName(target, to);
        end('done');
        return Promise.resolve(() => {
          moveName(to, target);
          end('undone');
          return Promise.resolve();
        });
      },
    });
    conclude(placed.state === 'placed' ? 'done' : 'failed');
    if (placed.state === 'skipped' || effectId === null) return null;
    return { path: placed.path, effectId };
  } catch (error) {
    conclude('failed');
    throw error;
  }
}
