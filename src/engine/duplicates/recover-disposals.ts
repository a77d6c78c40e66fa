import { rmSync, unlinkSync } from 'node:fs';
import { toFsPath } from '../../base/byte-name';
import type { Log } from '../../base/log';
import { isSameNode, isThere, lookAt, versionOf, type FileVersion } from '../actions/file-version';
import { temporaryName } from '../actions/temporary-name';
import { removeTrashInfo } from '../actions/trash';
import { closeVault, emptyVault } from '../actions/vault';
import type { Effect, Effects } from '../store/effects';
import { DISPOSALS, type DisposalData } from './disposal-data';
import type { DisposalLedger } from './disposal-ledger';
import { dataOf } from './restorer';

export interface RecoverParts {
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

function finishRemoval(effect: Effect, data: DisposalData, { ledger, dataFolder }: RecoverParts): void {
  const { id, action, source, target } = effect;
  const before = versionHere(source);
  const moved = target === '' ? undefined : versionHere(target);
  if (target !== '') dropTemporary(target, id);
  if (moved && !before && (action === 'trash' || action === 'vault' || action === 'move')) {
    ledger.removed(id, effect, data.keeperPath, { action, target, trigger: 'manual', tier: data.tier });
    return;
  }
  if (moved && before && isSecondName(moved, before)) unlinkSync(toFsPath(target));
  // A copy in the vault is ours alone; anywhere else one too many does no harm.
  else if (moved && before && action === 'vault' && isSameNode(before, data.version)) emptyVault(dataFolder, target);
  if (target !== '' && !isThere(target)) {
    removeTrashInfo(data.infoPath);
    closeVault(dataFolder, target);
  }
  ledger.fail(id);
}

function finishLink(effect: Effect, { version, keeperPath }: DisposalData, { ledger }: RecoverParts): void {
  dropTemporary(effect.source, effect.id);
  const now = versionHere(effect.source);
  const kept = versionHere(keeperPath);
  if (now && kept && isSameNode(now, kept) && !isSameNode(now, version)) ledger.linkedAgain(effect);
  else ledger.fail(effect.id);
}

function finishReturn(effect: Effect, data: DisposalData, { ledger, dataFolder }: RecoverParts): void {
  const { id, source, target } = effect;
  dropTemporary(source, id);
  const back = versionHere(source);
  const kept = versionHere(target);
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
function finishSeparation(effect: Effect, _data: DisposalData, { ledger }: RecoverParts): void {
  dropTemporary(effect.source, effect.id);
  const now = versionHere(effect.source);
  const kept = versionHere(effect.target);
  if (now && kept && isSameNode(now, kept)) ledger.cancelUndo(effect.id);
  else ledger.separated(effect);
}

/** The count of names guards where numbers mean nothing. */
const isSecondName = (one: FileVersion, other: FileVersion): boolean => isSameNode(one, other) && one.links > 1;

/** Copies have their original's size and time, as finely as their file system keeps it: two seconds on the coarsest. */
function isCopyOf(copy: FileVersion, version: FileVersion): boolean {
  const apartNs = Math.abs(Number(BigInt(copy.mtimeNs) - BigInt(version.mtimeNs)));
  return copy.size === version.size && apartNs <= 2e9;
}

const dropTemporary = (path: string, effectId: number): void => rmSync(toFsPath(temporaryName(path, effectId)), { force: true });

function versionHere(path: string): FileVersion | undefined {
  const stats = lookAt(path);
  return stats?.isFile() ? versionOf(stats) : undefined;
}
