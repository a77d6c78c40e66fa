import { unlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { toFsPath } from '../../../base/byte-name';
import { makeFolders } from '../../../base/make-folders';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { displayName } from '../../../shared/model/display-name';
import { hashAt } from '../../actions/copy-verified';
import { isThere, lookAt } from '../../actions/file-version';
import { settleFolders } from '../../actions/move-name';
import type { Vault } from '../../vault/vault';
import type { Database } from '../../store/database';
import { Effects, type Effect } from '../../store/effects';
import { removeIfEmpty } from '../made-folders';
import { clearStaging } from '../staging';
import { bringBack } from './bring-back';
import type { Stuck } from './stuck';
import { t } from '../../../shared/words/words';

/** What undoing needs. */
const packDataSchema = z.object({
  staging: z.string(),
  /** Folders that were made for it, absolute, deepest first. */
  made: z.array(z.string()),
  /** File number of the archive, from before it has its name; its name may be another's while it is not given. */
  ino: z.string().nullable(),
  /** Where the file lies that had the name before; null where none had it. */
  replaced: z.string().nullable(),
  /** Originals that went to the vault: from, to. */
  originals: z.array(z.tuple([z.string(), z.string()])),
  /** Folders that were taken away when they were empty, with their permission bits; those above first. */
  folders: z.array(z.tuple([z.string(), z.number().int()])).default([]),
});
export type PackData = z.infer<typeof packDataSchema>;

/** @throws FilemillError `effect.changed` when the archive is no longer what was made, or an original has a successor */
export async function undoCreate(database: Database, vault: Vault, effect: Effect): Promise<void> {
  const effects = new Effects(database);
  if (!database.transaction((writer) => effects.move(writer, effect.id, 'done', 'undoing'))) {
    throw new FilemillError('effect.final', t('It can’t be taken back any more.'), { hint: t('Nothing was changed.') });
  }
  try {
    await takeArchiveAway({ database, vault }, effect, { mustBeWhole: true });
  } catch (error) {
    database.transaction((writer) => void effects.move(writer, effect.id, 'undoing', 'done'));
    throw error;
  }
  database.transaction((writer) => void effects.move(writer, effect.id, 'undoing', 'undone'));
}

/** What an end of Filemill has interrupted: nothing of it stays, and originals are where they lay. */
export async function recoverCreates(database: Database, vault: Vault, stuck: Stuck): Promise<void> {
  const effects = new Effects(database);
  for (const effect of [...effects.intended(['pack']), ...effects.undoing(['pack'])]) {
    const { target } = effect;
    if (!isThere(dirname(target)) && !readData(effect).made.includes(dirname(target))) continue;
    try {
      await abandonCreate(database, vault, effect);
    } catch (error) {
      stuck(effect, error);
    }
  }
}

/** Takes away what there is of one that was begun, or half undone, and concludes it. May be ended anywhere and done again. */
export async function abandonCreate(database: Database, vault: Vault, effect: Effect): Promise<void> {
  const { id, state } = effect;
  const { staging, made } = readData(effect);
  await takeArchiveAway({ database, vault }, effect, { mustBeWhole: false });
  await clearStaging(staging);
  for (const folder of made) removeIfEmpty(folder);
  database.transaction((writer) => void new Effects(database).move(writer, id, state, state === 'undoing' ? 'undone' : 'failed'));
}

/** Brings originals back first; the archive goes only when all of them are where they lay. */
async function takeArchiveAway(parts: { database: Database; vault: Vault }, effect: Effect, { mustBeWhole }: { mustBeWhole: boolean }): Promise<void> {
  const { target } = effect;
  const { made, replaced, originals, folders } = readData(effect);
  const isOurs = await isMade(effect);
  if (mustBeWhole && isThere(target) && !isOurs) {
    throw new FilemillError('effect.changed', t('The archive is no longer what was made.'), { hint: t('It stays as it is.') });
  }
  if (mustBeWhole && !isThere(target) && replaced === null && originals.length === 0) {
    throw new FilemillError('effect.final', t('The archive is no longer where it was put.'), { hint: t('Nothing was taken away. Look where it was moved to.') });
  }
  for (const [path, mode] of folders) makeFolders(path, mode);
  for (const [from, to] of originals) await bringBack(parts, effect, to, from);
  const gone = originals.find(([from]) => !isThere(from));
  if (gone && mustBeWhole) {
    throw new FilemillError('effect.final', t('{name} is neither in its place nor in the vault.', { name: displayName(gone[0]) }), { hint: t('The archive stays: it holds the file.') });
  }
  if (gone) return;
  if (isOurs) {
    unlinkSync(toFsPath(target));
    settleFolders(target);
  }
  if (replaced !== null && !isThere(target)) await bringBack(parts, effect, replaced, target);
  for (const folder of made) removeIfEmpty(folder);
}

/** Before it was done, another file may have its name, even one with the same bytes. */
async function isMade({ target, sha256, state, ...effect }: Effect): Promise<boolean> {
  const there = lookAt(target);
  if (sha256 === null || there?.isFile() !== true) return false;
  const { ino } = readData(effect);
  if (state === 'intended' && String(there.ino) !== ino) return false;
  return (await hashAt(target)) === sha256;
}

const readData = ({ data }: Pick<Effect, 'data'>): PackData =>
  data === null ? { staging: '', made: [], ino: null, replaced: null, originals: [], folders: [] } : packDataSchema.parse(JSON.parse(data));
