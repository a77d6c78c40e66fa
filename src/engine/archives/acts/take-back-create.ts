import { mkdirSync, unlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { toFsPath } from '../../../base/byte-name';
import type { Log } from '../../../base/log';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { displayName } from '../../../shared/model/display-name';
import { hashAt } from '../../actions/copy-verified';
import { isThere } from '../../actions/file-version';
import { moveAnywhere } from '../../actions/move-anywhere';
import { settleFolders } from '../../actions/move-name';
import { closeVault, emptyVault } from '../../actions/vault';
import type { Database } from '../../store/database';
import { Effects, type Effect } from '../../store/effects';
import { closeStaging } from '../staging';

const PER_TURN = 100;

/** What undoing needs. */
const packDataSchema = z.object({
  staging: z.string(),
  /** Where the file lies that had the name before; null where none had it. */
  replaced: z.string().nullable(),
  /** Originals that went to the vault: from, to. */
  originals: z.array(z.tuple([z.string(), z.string()])),
});
export type PackData = z.infer<typeof packDataSchema>;

/** @throws FilemillError `effect.changed` when the archive is no longer what was made, or an original has a successor */
export async function undoCreate(database: Database, dataFolder: string, effect: Effect): Promise<void> {
  const effects = new Effects(database);
  if (!database.transaction((writer) => effects.move(writer, effect.id, 'done', 'undoing'))) {
    throw new FilemillError('effect.final', 'It can’t be taken back any more.', { hint: 'Nothing was changed.' });
  }
  try {
    await takeArchiveAway(dataFolder, effect, { mustBeWhole: true });
  } catch (error) {
    database.transaction((writer) => void effects.move(writer, effect.id, 'undoing', 'done'));
    throw error;
  }
  database.transaction((writer) => void effects.move(writer, effect.id, 'undoing', 'undone'));
}

/** What an end of Filemill has interrupted: nothing of it stays, and originals are where they lay. */
export async function recoverCreates(database: Database, dataFolder: string, log: Log): Promise<void> {
  const effects = new Effects(database);
  for (const effect of [...effects.intended(['pack']), ...effects.undoing(['pack'])]) {
    const { id, state, target } = effect;
    if (!isThere(dirname(target))) continue;
    try {
      await takeArchiveAway(dataFolder, effect, { mustBeWhole: false });
      closeStaging(readData(effect).staging);
      database.transaction((writer) => void effects.move(writer, id, state, state === 'undoing' ? 'undone' : 'failed'));
    } catch (error) {
      log.warn('pack.unfinished', { target, error });
    }
  }
}

/** Archives from before then can't be taken back any more; originals that went, and what was replaced, go from the vault. */
export function forgetPacked(database: Database, dataFolder: string, before: number): void {
  const effects = new Effects(database);
  for (const effect of effects.doneBefore('pack', before, PER_TURN)) {
    const isOver = database.transaction((writer) => effects.move(writer, effect.id, 'done', 'expired'));
    const { replaced, originals } = readData(effect);
    if (isOver) for (const kept of [...(replaced === null ? [] : [replaced]), ...originals.map(([, to]) => to)]) emptyVault(dataFolder, kept);
  }
}

/** Brings originals back first; the archive goes only when all of them are where they lay. */
export async function takeArchiveAway(dataFolder: string, effect: Effect, { mustBeWhole }: { mustBeWhole: boolean }): Promise<void> {
  const { target, sha256 } = effect;
  const { replaced, originals } = readData(effect);
  const isOurs = sha256 !== null && isThere(target) && (await hashAt(target)) === sha256;
  if (mustBeWhole && isThere(target) && !isOurs) {
    throw new FilemillError('effect.changed', 'The archive is no longer what was made.', { hint: 'It stays as it is.' });
  }
  for (const [from, to] of originals) {
    if (!isThere(to)) continue;
    if (isThere(from)) throw new FilemillError('effect.changed', `Something else has the name ${displayName(from)} by now.`, { hint: 'Move it away, then take it back again.' });
    mkdirSync(toFsPath(dirname(from)), { recursive: true });
    await moveAnywhere(to, from);
    closeVault(dataFolder, to);
  }
  const gone = originals.find(([from]) => !isThere(from));
  if (gone) {
    throw new FilemillError('effect.final', `${displayName(gone[0])} is no longer in the vault.`, { hint: 'The archive stays: it holds the file.' });
  }
  if (isOurs) {
    unlinkSync(toFsPath(target));
    settleFolders(target);
  }
  if (replaced !== null && isThere(replaced) && !isThere(target)) {
    await moveAnywhere(replaced, target);
    closeVault(dataFolder, replaced);
  }
}

const readData = ({ data }: Effect): PackData => (data === null ? { staging: '', replaced: null, originals: [] } : packDataSchema.parse(JSON.parse(data)));
