import { unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { toFsPath } from '../../base/byte-name';
import { filesystemKind } from '../../base/filesystem-kind';
import type { Disposal, DuplicateTier } from '../../shared/model/duplicates';
import type { Trigger } from '../../shared/model/file';
import { FilemillError } from '../../shared/errors/filemill-error';
import { copyVerified, hashAt, place } from '../actions/copy-verified';
import { checkWithin, isSameNode, isUntouched, lookAt, versionAt, type FileVersion } from '../actions/file-version';
import { linkTo } from '../actions/link-to';
import { isOtherDevice, moveName } from '../actions/move-name';
import { planMove } from '../actions/move-to';
import { planTrash, removeTrashInfo, trashEnvironment, trashFor, writeTrashInfo, type TrashEnvironment, type TrashFolder } from '../actions/trash';
import { temporaryName } from '../actions/temporary-name';
import { closeVault, openVault } from '../vault/vault-folder';
import type { Database } from '../store/database';
import type { Effects } from '../store/effects';
import type { Candidate } from './choose-keeper';
import type { DisposalData } from './disposal-data';
import type { DisposalLedger } from './disposal-ledger';
import { t, words } from '../../shared/words/words';

export interface DisposerParts {
  database: Database;
  effects: Effects;
  ledger: DisposalLedger;
  dataFolder: string;
  /** See `DuplicatesParts.trash`. */
  trash?: (path: string) => Promise<void>;
  environment?: TrashEnvironment;
}

/** One file that is to go, and the one that stays in its stead. */
export interface Order {
  tier: DuplicateTier;
  action: 'remove' | 'hardlink' | 'move';
  one: Candidate;
  root: string;
  keeper: Candidate;
  keeperRoot: string;
}

export interface Manner {
  runId: number | null;
  disposal: Disposal;
  /** Where `move` goes. */
  moveTo: string | null;
  trigger: Trigger;
  signal: AbortSignal;
}

export interface Disposed {
  effectId: number;
  action: 'trash' | 'vault' | 'move' | 'hardlink';
  /** The line of the history that tells of it; null where the file stayed. */
  jobId: number | null;
}

/** A file whose bytes were just proved to be the known ones. */
interface Proved {
  path: string;
  version: FileVersion;
}

/** Takes away one file of a group, once both it and the one that stays have been read again on the disk. */
export class Disposer {
  private readonly environment: TrashEnvironment;
  /** The file that stayed last: others of its group often follow. */
  private lastKept: (Proved & { sha256: string }) | null = null;

  constructor(private readonly parts: DisposerParts) {
    this.environment = parts.environment ?? trashEnvironment();
  }

  /** The trash for files of a folder, as `actions/trash` has it; null where there is none. */
  async trashFor(folder: string, mayMake = true): Promise<TrashFolder | null> {
    try {
      const { announcesChanges } = await filesystemKind(folder);
      return trashFor(folder, this.environment, { isShared: !announcesChanges, mayMake });
    } catch {
      // What can't be asked has none.
      return null;
    }
  }

  /** @throws FilemillError when it stays where it is: it has changed, is the last copy, or something is in the way */
  async dispose(order: Order, manner: Manner): Promise<Disposed> {
    const source = await this.prove(order.root, order.one, manner.signal);
    const kept = await this.proveKept(order, manner.signal);
    checkApart(order, source, kept);
    if (order.action === 'hardlink') return this.link(order, manner, source, kept);
    if (order.action === 'move') return this.move(order, manner, source, kept);
    if (manner.disposal === 'trash') {
      const trashed = await this.toTrash(order, manner, source, kept);
      if (trashed) return trashed;
    }
    return this.toVault(order, manner, source, kept);
  }

  private async prove(root: string, { path, sha256 }: Candidate, signal: AbortSignal): Promise<Proved> {
    const absolute = join(root, path);
    checkWithin(root, absolute);
    const version = versionAt(absolute);
    const found = await hashAt(absolute, signal);
    if (found !== sha256) throw new FilemillError('file.changed', t('It has changed since it was compared.'), { hint: t('It stays where it is.') });
    return { path: absolute, version };
  }

  private async proveKept({ keeper, keeperRoot }: Order, signal: AbortSignal): Promise<Proved> {
    const path = join(keeperRoot, keeper.path);
    const last = this.lastKept;
    try {
      const isProved = last?.path === path && last.sha256 === keeper.sha256 && isUntouched(last.version, versionAt(path));
      if (last && isProved) return last;
      const proved = await this.prove(keeperRoot, keeper, signal);
      this.lastKept = { ...proved, sha256: keeper.sha256 };
      return proved;
    } catch (error) {
      if (signal.aborted) throw error;
      throw new FilemillError('duplicates.lastCopy', t('The file that was to stay is not there any more, or has changed.'), {
        hint: t('This one stays where it is.'),
        details: `${path}: ${(error as Error).message}`,
        cause: error,
      });
    }
  }

  private async toTrash(order: Order, manner: Manner, source: Proved, kept: Proved): Promise<Disposed | null> {
    const trash = await this.trashFor(order.root);
    if (!trash) return this.parts.trash ? this.toShellTrash(order, manner, source, kept) : null;
    for (let tries = 0; tries < 20; tries += 1) {
      const planned = planTrash(trash, source.path);
      const id = this.intend(order, manner, source, kept, { action: 'trash', target: planned.target, infoPath: planned.infoPath });
      try {
        writeTrashInfo(planned, trash, source.path, new Date());
      } catch (error) {
        this.parts.ledger.fail(id);
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
        return null;
      }
      try {
        this.carry(source, kept, planned.target);
      } catch (error) {
        removeTrashInfo(planned.infoPath);
        this.parts.ledger.fail(id);
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
        // No room, no right: our own vault is there for this.
        if (isRefusal(error)) return null;
        throw translate(error);
      }
      return this.conclude(id, order, manner, 'trash', planned.target);
    }
    return null;
  }

  /** Where only the shell reaches the trash: a second name in the vault is the way back. */
  private async toShellTrash(order: Order, manner: Manner, source: Proved, kept: Proved): Promise<Disposed | null> {
    const { dataFolder, ledger, effects, database, trash } = this.parts;
    const id = this.intend(order, manner, source, kept, { action: 'trash', target: '', infoPath: null });
    const target = openVault(dataFolder, id, source.path);
    database.transaction((writer) => effects.setTarget(writer, id, target));
    try {
      checkUntouched(source, kept);
      linkTo(source.path, target, temporaryName(database, target, id));
      await trash?.(source.path);
      if (lookAt(source.path)) throw new Error(t('It still lies there.'));
    } catch {
      if (lookAt(source.path) && lookAt(target)) unlinkSync(toFsPath(target));
      closeVault(dataFolder, target);
      ledger.fail(id);
      return null;
    }
    return this.conclude(id, order, manner, 'trash', target);
  }

  private async toVault(order: Order, manner: Manner, source: Proved, kept: Proved): Promise<Disposed> {
    const { dataFolder, database, effects } = this.parts;
    const id = this.intend(order, manner, source, kept, { action: 'vault', target: '', infoPath: null });
    let target = '';
    try {
      target = openVault(dataFolder, id, source.path);
      database.transaction((writer) => effects.setTarget(writer, id, target));
      await this.carryAnywhere(id, order, manner, source, kept, target);
    } catch (error) {
      if (target !== '') closeVault(dataFolder, target);
      this.parts.ledger.fail(id);
      throw error;
    }
    return this.conclude(id, order, manner, 'vault', target);
  }

  private async move(order: Order, manner: Manner, source: Proved, kept: Proved): Promise<Disposed> {
    if (manner.moveTo === null) throw new FilemillError('duplicates.refused', t('No folder is named to move it to.'), { hint: t('Choose a folder.') });
    const target = planMoveTo(manner.moveTo, source.path);
    const id = this.intend(order, manner, source, kept, { action: 'move', target, infoPath: null });
    try {
      await this.carryAnywhere(id, order, manner, source, kept, target);
    } catch (error) {
      this.parts.ledger.fail(id);
      throw error;
    }
    return this.conclude(id, order, manner, 'move', target);
  }

  private link(order: Order, manner: Manner, source: Proved, kept: Proved): Disposed {
    const id = this.intend(order, manner, source, kept, { action: 'hardlink', target: kept.path, infoPath: null });
    try {
      checkUntouched(source, kept);
      linkTo(kept.path, source.path, temporaryName(this.parts.database, source.path, id));
    } catch (error) {
      this.parts.ledger.fail(id);
      throw translate(error);
    }
    this.parts.ledger.linked(id, order.one, order.keeper);
    // Its change time has moved with the new name; its bytes have not.
    this.lastKept = { ...kept, version: versionAt(kept.path), sha256: order.keeper.sha256 };
    return { effectId: id, action: 'hardlink', jobId: null };
  }

  private intend(
    { tier, one }: Order,
    { runId }: Manner,
    source: Proved,
    kept: Proved,
    to: { action: Disposed['action']; target: string; infoPath: string | null },
  ): number {
    const data: DisposalData = {
      tier,
      keeperPath: kept.path,
      formerJobId: one.jobId,
      version: source.version,
      infoPath: to.infoPath,
    };
    return this.parts.ledger.intend(one, { action: to.action, source: source.path, target: to.target, runId, data });
  }

  /** Within one file system, in one step; then the file that stays is looked for once more. */
  private carry(source: Proved, kept: Proved, target: string): void {
    checkUntouched(source, kept);
    moveName(source.path, target);
    const moved = lookAt(target);
    const left = lookAt(kept.path);
    if (moved && String(moved.ino) === source.version.ino && left && String(left.ino) === kept.version.ino) return;
    moveName(target, source.path);
    throw new FilemillError('duplicates.lastCopy', t('The file that was to stay was gone in the same moment.'), {
      hint: t('This one was put back.'),
    });
  }

  /** Between file systems: a copy that is proved and on the disk, the intent on the disk as well, then the file goes. */
  private async carryAnywhere(id: number, order: Order, manner: Manner, source: Proved, kept: Proved, target: string): Promise<void> {
    try {
      this.carry(source, kept, target);
      return;
    } catch (error) {
      if (!isOtherDevice(error)) throw translate(error);
    }
    const temporary = temporaryName(this.parts.database, target, id);
    await copyVerified(source.path, target, source.version, order.one.sha256, { temporary, signal: manner.signal });
    try {
      this.parts.database.pragma('PRAGMA wal_checkpoint(FULL)');
      checkUntouched(source, kept);
      place(temporary, target);
    } catch (error) {
      quietlyUnlink(temporary);
      throw translate(error);
    }
    try {
      unlinkSync(toFsPath(source.path));
    } catch (error) {
      quietlyUnlink(target);
      throw translate(error);
    }
  }

  private conclude(id: number, order: Order, { trigger }: Manner, action: 'trash' | 'vault' | 'move', target: string): Disposed {
    const jobId = this.parts.ledger.removed(id, order.one, join(order.keeperRoot, order.keeper.path), { action, target, trigger, tier: order.tier });
    return { effectId: id, action, jobId };
  }
}

function planMoveTo(folder: string, source: string): string {
  try {
    return planMove(folder, source);
  } catch (error) {
    throw translate(error);
  }
}

/** Two paths that lead to one file are no two copies. */
function checkApart({ action, tier }: Order, source: Proved, kept: Proved): void {
  if (source.path !== kept.path && !isSameNode(source.version, kept.version)) return;
  const isOtherName = source.path !== kept.path && source.version.links > 1 && tier === 'identical';
  if (isOtherName && action !== 'hardlink') return;
  throw new FilemillError('duplicates.lastCopy', t('Both paths lead to the same file on the disk.'), { hint: t('It stays where it is.') });
}

function checkUntouched(...proved: Proved[]): void {
  for (const { path, version } of proved) {
    if (!isUntouched(version, versionAt(path))) {
      throw new FilemillError('file.changed', t('It has changed at this very moment.'), { hint: t('It stays where it is.') });
    }
  }
}

function quietlyUnlink(path: string): void {
  try {
    unlinkSync(toFsPath(path));
  } catch {
    // It is not there: all the better.
  }
}

const isRefusal = (error: unknown): boolean =>
  ['EXDEV', 'EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENAMETOOLONG'].includes((error as NodeJS.ErrnoException).code ?? '');

const REFUSALS: Readonly<Record<string, string>> = {
  EACCES: words('The system does not let Filemill take it away.'),
  EPERM: words('The system does not let Filemill take it away.'),
  EROFS: words('The drive can’t be written.'),
  EXDEV: words('The two files lie on different drives.'),
  EMLINK: words('The file that stays has as many names as the file system allows.'),
};

/** What the system says, in words. */
export function translate(error: unknown): unknown {
  if (error instanceof FilemillError) return error;
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new FilemillError('disk.full', t('There is no room for it.'), { hint: t('Make room, then try again. It stays where it is.'), cause: error });
  }
  const why = REFUSALS[code];
  if (why !== undefined) return new FilemillError('file.denied', t(why), { hint: t('It stays where it is.'), details: message, cause: error });
  if (!/^E[A-Z]/.test(code)) return error;
  return new FilemillError('file.unreadable', t('The system could not do it.'), { hint: t('It stays where it is.'), details: message, cause: error });
}
