import { unlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { toFsPath } from '../../../base/byte-name';
import { hashAt } from '../../actions/copy-verified';
import { fileHere, isCopyOf, isSameNode, isStill, isThere, type FileVersion } from '../../actions/file-version';
import { backOf, moveCompanion } from '../../actions/move-companion';
import { dropPrepared } from '../../actions/place-new';
import { temporaryName } from '../../actions/temporary-name';
import type { Effect } from '../../store/effects';
import type { ActionParts } from '../action-parts';
import type { Recovery } from '../recovery';
import { endOfRelocation } from './end-of-relocation';
import { giveBack } from './recover-copy';
import { relocateDataSchema, type RelocateData } from './relocate-data';

/** An original that has left its place is where it was to go, whatever came there since; one that still lies there was not moved. */
export const recoverRelocation: Recovery = {
  actions: ['relocate'],
  recover: async (effect, parts) => {
    const { id, source, target, root } = effect;
    const data = relocateDataSchema.parse(JSON.parse(effect.data ?? '{}'));
    if (!isThere(root)) return null;
    const before = fileHere(source);
    if (before && (isStill(before, data.version) || !(await isOriginal(effect, data)))) {
      await takeBack(effect, data, parts, before);
      return null;
    }
    if (!isThere(dirname(target))) return null;
    dropPrepared(temporaryName(parts.database, target, id));
    if (await isOriginal(effect, data)) return endOfRelocation(parts, asActed(effect, data), { effectId: id, target, data });
    // It lies nowhere that is known: what is kept of it stays in the vault.
    parts.database.transaction((writer) => void parts.effects.move(writer, id, 'intended', 'failed'));
    return null;
  },
};

/** The original stays the only one of its name: what was prepared goes, and what had to make way comes back. */
async function takeBack({ id, target, sha256 }: Effect, { version, vaulted, replaced, companion }: RelocateData, { database, effects, vault }: ActionParts, before: FileVersion): Promise<void> {
  const moved = fileHere(target);
  const isSecondName = moved !== undefined && isSameNode(moved, before) && moved.links > 1;
  const isOurCopy = moved !== undefined && !isSameNode(moved, before) && isSameNode(before, version) && isCopyOf(moved, version) && sha256 !== null && (await hashAt(target)) === sha256;
  if (isSecondName || isOurCopy) unlinkSync(toFsPath(target));
  dropPrepared(temporaryName(database, target, id));
  if (companion) moveCompanion(backOf(companion));
  if (replaced !== null) await giveBack({ database, vault }, id, replaced, target);
  if (vaulted !== null) vault.letGo(vaulted);
  database.transaction((writer) => void effects.move(writer, id, 'intended', 'failed'));
}

async function isOriginal({ target, sha256 }: Effect, { version }: RelocateData): Promise<boolean> {
  const moved = fileHere(target);
  if (!moved) return false;
  if (isStill(moved, version)) return true;
  return sha256 === null ? isCopyOf(moved, version) : (await hashAt(target)) === sha256;
}

/** Of whom it was, as far as the ledger is told of it. */
export const asActed = ({ fileId, jobId, folderId, root }: Effect, { path }: RelocateData): { fileId: number; jobId: number; folderId: number; root: string; path: string } => ({ fileId, jobId, folderId, root, path });
