import { mkdirSync, rmSync, unlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { toFsPath } from '../../base/byte-name';
import type { Log } from '../../base/log';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { TransformOutput } from '../../shared/model/transform';
import { checkOutput } from '../guard/check-output';
import type { Database } from '../store/database';
import { Effects, type Effect, type EffectState } from '../store/effects';
import { hashAt } from './copy-verified';
import { isThere } from './file-version';
import { moveAnywhere } from './move-anywhere';
import { settleFolders } from './move-name';
import { nameOutput } from './name-output';
import { placeOutput } from './place-output';
import { temporaryName } from './temporary-name';
import { closeVault, emptyVault, openVault } from './vault';

const PER_TURN = 100;

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
  dataFolder: string,
  picture: ChangedPicture,
  output: TransformOutput,
): Promise<{ path: string; effectId: number } | null> {
  const effects = new Effects(database);
  const { scratchPath: from, sha256, source, jobId, fileId, folderId } = picture;
  const at = Date.now();
  const folder = output.folder ?? dirname(source);
  const name = nameOutput(output.name, { ...picture, original: basename(source), at });
  checkOutput(join(folder, name), [], dataFolder);
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
      throw new FilemillError('file.changed', 'The picture is being read anew.', { hint: 'Wait until it is done, then try again.' });
    }
    return effectId;
  };
  const conclude = (state: 'done' | 'failed'): void => {
    const id = effectId;
    if (id !== null) database.transaction((writer) => void effects.move(writer, id, 'intended', state));
  };
  try {
    const path = await placeOutput({ from, sha256, folder, name, conflict: output.conflict, what: 'picture' }, {
      begin: (target) => temporaryName(target, note(target)),
      putAside: async (target) => {
        const vaulted = openVault(dataFolder, note(target), target);
        data = { vaulted };
        note(target);
        await moveAnywhere(target, vaulted);
        return () => bringBack(dataFolder, vaulted, target);
      },
    });
    conclude(path === null ? 'failed' : 'done');
    if (path === null || effectId === null) return null;
    return { path, effectId };
  } catch (error) {
    conclude('failed');
    throw error;
  }
}

/**
 * Takes a changed copy away again, and puts back what had its name before.
 *
 * @throws FilemillError `effect.changed` when it is no longer what was written; `effect.final`
 */
export async function undoTransform(database: Database, dataFolder: string, effect: Effect): Promise<void> {
  const effects = new Effects(database);
  const move = (from: EffectState, to: EffectState): boolean => database.transaction((writer) => effects.move(writer, effect.id, from, to));
  if (!move('done', 'undoing')) throw new FilemillError('effect.final', 'It can’t be taken back any more.', { hint: 'Nothing was changed.' });
  try {
    await takeAway(dataFolder, effect);
  } catch (error) {
    move('undoing', 'done');
    throw error;
  }
  move('undoing', 'undone');
}

/**
 * Brings to an end what an end of Filemill has interrupted: what has its name is done, all else is as before. To be called
 * before anything else is written. What can't be told, because a drive is away, stays as it is until the next start.
 */
export async function recoverTransforms(database: Database, dataFolder: string, log: Log): Promise<void> {
  const effects = new Effects(database);
  const settle = async (effect: Effect, act: () => Promise<EffectState>): Promise<void> => {
    const { id, state, source, target } = effect;
    try {
      if (!isThere(dirname(target))) return;
      const reached = await act();
      database.transaction((writer) => void effects.move(writer, id, state, reached));
    } catch (error) {
      log.warn('transform.unfinished', { source, target, error });
    }
  };
  for (const effect of effects.intended(['transform'])) {
    await settle(effect, async () => {
      const { id, target, sha256, data } = effect;
      rmSync(toFsPath(temporaryName(target, id)), { force: true });
      if (await isStill(target, sha256)) return 'done';
      const { vaulted } = readData(data);
      if (vaulted !== null) await bringBack(dataFolder, vaulted, target);
      return 'failed';
    });
  }
  for (const effect of effects.undoing(['transform'])) {
    await settle(effect, async () => {
      await takeAway(dataFolder, effect);
      return 'undone';
    });
  }
}

/** Changed copies from before then can't be taken back any more; what they replaced goes from the vault. */
export function forgetReplaced(database: Database, dataFolder: string, before: number): void {
  const effects = new Effects(database);
  for (const { id, data } of effects.doneBefore('transform', before, PER_TURN)) {
    const isOver = database.transaction((writer) => effects.move(writer, id, 'done', 'expired'));
    const { vaulted } = readData(data);
    if (isOver && vaulted !== null) emptyVault(dataFolder, vaulted);
  }
}

/** May be done again after an end in between. */
async function takeAway(dataFolder: string, { target, sha256, data }: Effect): Promise<void> {
  const { vaulted } = readData(data);
  const isReplaceable = vaulted === null || isThere(vaulted);
  if (!isReplaceable) {
    if (!(await isStill(target, sha256))) return;
    throw new FilemillError('effect.final', 'The file that had the name before is no longer in the vault.', { hint: 'The changed picture stays.' });
  }
  if (isThere(target)) {
    if (!(await isStill(target, sha256))) {
      throw new FilemillError('effect.changed', 'The changed picture is no longer what was written.', { hint: 'It stays as it is.' });
    }
    unlinkSync(toFsPath(target));
    settleFolders(target);
  }
  if (vaulted !== null) await bringBack(dataFolder, vaulted, target);
}

const isStill = async (path: string, sha256: string | null): Promise<boolean> => isThere(path) && (await hashAt(path)) === sha256;

/** Where something else has the name by now, it stays in the vault. */
async function bringBack(dataFolder: string, vaulted: string, target: string): Promise<void> {
  if (!isThere(vaulted) || isThere(target)) return;
  mkdirSync(toFsPath(dirname(target)), { recursive: true });
  await moveAnywhere(vaulted, target);
  closeVault(dataFolder, vaulted);
}

const readData = (data: string | null): TransformData => ({ vaulted: null, ...(JSON.parse(data ?? '{}') as Partial<TransformData>) });
