import { unlinkSync, type BigIntStats } from 'node:fs';
import { toFsPath } from '../../../base/byte-name';
import { isSameNode, isStill, isThere, lookAt, versionOf } from '../../actions/file-version';
import { removeTrashInfo } from '../../actions/trash';
import type { Recovery } from '../recovery';
import { endOfDiscard } from './discard-original';
import { asActed } from './recover-relocation';
import { relocateDataSchema, type RelocateData } from './relocate-data';

/** An original that has left its place lies in the trash or in the vault; one that still lies there was not taken away. */
export const recoverDiscard: Recovery = {
  actions: ['discard'],
  recover: (effect, parts) => {
    const { id, source, target, root } = effect;
    const { database, effects, vault } = parts;
    const data = relocateDataSchema.parse(JSON.parse(effect.data ?? '{}'));
    if (!isThere(root)) return Promise.resolve(null);
    const before = lookAt(source);
    const kept = target === source ? undefined : lookAt(target);
    if (isTaken({ before, kept, data, isInVault: vault.holds(target), isCopyKept: data.vaulted !== null && isThere(data.vaulted) })) {
      return Promise.resolve(endOfDiscard(parts, asActed(effect, data), { effectId: id, target, data }));
    }
    if (before && kept) {
      if (isSameNode(versionOf(before), versionOf(kept))) unlinkSync(toFsPath(target));
      // A copy in the vault is ours alone; what lies in the trash with another number is somebody else's.
      else if (vault.holds(target)) vault.letGo(target);
    }
    if (before && data.vaulted !== null) vault.letGo(data.vaulted);
    if (!isThere(target)) removeTrashInfo(data.infoPath);
    database.transaction((writer) => void effects.move(writer, id, 'intended', 'failed'));
    return Promise.resolve(null);
  },
};

interface Found {
  /** At its place, and where it was to go. */
  before: BigIntStats | undefined;
  kept: BigIntStats | undefined;
  data: RelocateData;
  /** It was to go into the vault. */
  isInVault: boolean;
  isCopyKept: boolean;
}

/** Whether it has left its place. What came there since is another file, also where it was given the same number. */
function isTaken({ before, kept, data: { version }, isInVault, isCopyKept }: Found): boolean {
  if (!before) return kept !== undefined || isCopyKept;
  if (!kept || isSameNode(versionOf(before), versionOf(kept))) return false;
  const isOriginal = isInVault || isSameNode(versionOf(kept), version);
  return isOriginal && !isStill(versionOf(before), version);
}
