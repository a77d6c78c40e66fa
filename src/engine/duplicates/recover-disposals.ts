import { rmSync, unlinkSync } from 'node:fs';
import { toFsPath } from '../../base/byte-name';
import type { Log } from '../../base/log';
import { fileHere, isCopyOf, isSameNode, isStill, isThere, type FileVersion } from '../actions/file-version';
import { temporaryName } from '../actions/temporary-name';
import { removeTrashInfo } from '../actions/trash';
import { closeVault, emptyVault } from '../vault/vault-folder';
import type { Database } from '../store/database';
import type { Effect, Effects } from '../store/effects';
import { DISPOSALS, type DisposalData } from './disposal-data';
import type { DisposalLedger } from './disposal-ledger';
import { dataOf } from './restorer';

export interface RecoverParts {
  database: Database;
  effects: Effects;
  ledger: DisposalLedger;
  dataFolder: string;
  log: Log;
}

/**
 * Brings to an end what a crash has left between intent and deed: forward where the file has reached its new place
 * alone, back in every other case. What can't be told, because a drive is away, stays as it is until the next start.
 */
export function recoverDisposals(parts: RecoverParts): void {
  const { effects, log } = parts;
  const settle = (effect: Effect, act: (effect: Effect, data: DisposalData, parts: RecoverParts) => void): void => {
    try {
      if (isThere(effect.root)) act(effect, dataOf(effect), parts);
    } catch (error) {
      log.warn('duplicates.unfinished', { source: effect.source, target: effect.target, error });
    }
  };
  for (const effect of effects.intended(DISPOSALS)) settle(effect, effect.action === 'hardlink' ? finishLink : finishRemoval);
  for (const effect of effects.undoing(DISPOSALS)) settle(effect, effect.action === 'hardlink' ? finishSeparation : finishReturn);
}

function finishRemoval(effect: Effect, data: DisposalData, { database, ledger, dataFolder }: RecoverParts): void {
  const { id, action, source, target } = effect;
  const before = fileHere(source);
  const moved = target === '' ? undefined : fileHere(target);
  if (target !== '') dropTemporary(database, target, id);
  if (moved && !before && (action === 'trash' || action === 'vault' || action === 'move')) {
    ledger.removed(id, effect, data.keeperPath, { action, target, trigger: 'manual', tier: data.tier });
    return;
  }
  if (moved && before && isSecondName(moved, before)) unlinkSync(toFsPath(target));
  // A copy in the vault is ours alone; anywhere else one too many does no harm.
  else if (moved && before && action === 'vault' && isStill(before, data.version)) emptyVault(dataFolder, target);
  if (target !== '' && !isThere(target)) {
    removeTrashInfo(data.infoPath);
    closeVault(dataFolder, target);
  }
  ledger.fail(id);
}

function finishLink(effect: Effect, { version, keeperPath }: DisposalData, { database, ledger }: RecoverParts): void {
  dropTemporary(database, effect.source, effect.id);
  const now = fileHere(effect.source);
  const kept = fileHere(keeperPath);
  if (now && kept && isSameNode(now, kept) && !isSameNode(now, version)) ledger.linkedAgain(effect);
  else ledger.fail(effect.id);
}

function finishReturn(effect: Effect, data: DisposalData, { database, ledger, dataFolder }: RecoverParts): void {
  const { id, source, target } = effect;
  dropTemporary(database, source, id);
  const back = fileHere(source);
  const kept = fileHere(target);
  const isBack = back !== undefined && (kept === undefined || isSecondName(back, kept) || isCopyOf(back, data.version));
  if (!isBack) {
    ledger.cancelUndo(id);
    return;
  }
  if (kept) unlinkSync(toFsPath(target));
  removeTrashInfo(data.infoPath);
  closeVault(dataFolder, target);
  ledger.restored(effect, data);
}

/** One step did it or did not. */
function finishSeparation(effect: Effect, _data: DisposalData, { database, ledger }: RecoverParts): void {
  dropTemporary(database, effect.source, effect.id);
  const now = fileHere(effect.source);
  const kept = fileHere(effect.target);
  if (now && kept && isSameNode(now, kept)) ledger.cancelUndo(effect.id);
  else ledger.separated(effect);
}

/** The count of names guards where numbers mean nothing. */
const isSecondName = (one: FileVersion, other: FileVersion): boolean => isSameNode(one, other) && one.links > 1;

const dropTemporary = (database: Database, path: string, effectId: number): void => rmSync(toFsPath(temporaryName(database, path, effectId)), { force: true });
