import { renameSync, unlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { toFsPath } from '../../base/byte-name';
import { makeFolders } from '../../base/make-folders';
import { FilemillError } from '../../shared/errors/filemill-error';
import { copyVerified, hashAt, place } from '../actions/copy-verified';
import { checkWithin, isSameNode, isThere, isUntouched, lookAt, versionAt, versionOf, type FileVersion } from '../actions/file-version';
import { isOtherDevice, moveName } from '../actions/move-name';
import { temporaryName } from '../actions/temporary-name';
import { removeTrashInfo } from '../actions/trash';
import { closeVault } from '../vault/vault-folder';
import type { Database } from '../store/database';
import type { Effect } from '../store/effects';
import { disposalDataSchema, type DisposalData } from './disposal-data';
import type { DisposalLedger } from './disposal-ledger';
import { translate } from './disposer';
import { t } from '../../shared/words/words';

/** Takes back what the disposer has done, where files are as it left them. */
export class Restorer {
  constructor(
    private readonly database: Database,
    private readonly ledger: DisposalLedger,
    private readonly dataFolder: string,
  ) {}

  /** @throws FilemillError `effect.changed`, `effect.final` or what is in the way; everything then stays as it is */
  async undo(effect: Effect): Promise<void> {
    const data = dataOf(effect);
    if (!this.ledger.beginUndo(effect.id)) {
      const isOver = effect.state === 'expired' ? t('The vault has let it go: it was kept for so long as the settings say.') : t('It was taken back already.');
      throw new FilemillError('effect.final', isOver, { hint: t('Nothing was changed.') });
    }
    try {
      if (effect.action === 'hardlink') await this.separate(effect, data);
      else await this.putBack(effect, data);
    } catch (error) {
      this.ledger.cancelUndo(effect.id);
      throw translate(error);
    }
  }

  private async putBack(effect: Effect, data: DisposalData): Promise<void> {
    const { root, source, target, sha256 } = effect;
    if (!isThere(root)) throw new FilemillError('folder.missing', t('The folder is not there.'), { hint: t('Connect the drive, then try again.') });
    checkWithin(root, source);
    const version = await unchanged(target, data.version, sha256);
    if (isThere(source)) throw new FilemillError('effect.changed', t('Another file lies at its place now.'), { hint: t('Move that one away, then try again.') });
    makeFolders(dirname(source));
    checkWithin(root, source);
    try {
      moveName(target, source);
    } catch (error) {
      if (!isOtherDevice(error)) throw error;
      const temporary = temporaryName(this.database, source, effect.id);
      await copyVerified(target, source, data.version, sha256 ?? '', { temporary });
      try {
        place(temporary, source);
      } catch (failure) {
        unlinkSync(toFsPath(temporary));
        throw failure;
      }
      if (isUntouched(version, versionAt(target))) unlinkSync(toFsPath(target));
    }
    removeTrashInfo(data.infoPath);
    closeVault(this.dataFolder, target);
    this.ledger.restored(effect, data);
  }

  /** The link becomes a file of its own again, with its times and rights. */
  private async separate(effect: Effect, data: DisposalData): Promise<void> {
    const { root, source, sha256 } = effect;
    checkWithin(root, source);
    const linked = await unchanged(source, null, sha256);
    if (linked.links < 2) throw new FilemillError('effect.changed', t('It is a file of its own already.'), { hint: t('Nothing was changed.') });
    const temporary = temporaryName(this.database, source, effect.id);
    await copyVerified(source, source, data.version, sha256 ?? '', { temporary });
    try {
      if (!isUntouched(linked, versionAt(source))) throw changed(t('It has changed at this very moment.'));
      renameSync(toFsPath(temporary), toFsPath(source));
    } catch (error) {
      unlinkSync(toFsPath(temporary));
      throw error;
    }
    this.ledger.separated(effect);
  }
}

/** @throws FilemillError `effect.changed` where it is not as it was left */
async function unchanged(path: string, before: FileVersion | null, sha256: string | null): Promise<FileVersion> {
  const stats = lookAt(path);
  if (!stats?.isFile()) throw changed(t('It is not where it was put.'));
  const version = versionOf(stats);
  // A move keeps number, size and time; anything else is told by its bytes.
  const isSame = before !== null && isSameNode(version, before) && version.size === before.size && version.mtimeNs === before.mtimeNs;
  if (!isSame && (await hashAt(path)) !== sha256) throw changed(t('It was changed since.'));
  return version;
}

const changed = (sentence: string): FilemillError => new FilemillError('effect.changed', sentence, { hint: t('It stays as it is.') });

/** @throws FilemillError `effect.final` for what can't be taken back */
export function dataOf({ data }: Pick<Effect, 'data'>): DisposalData {
  const parsed = disposalDataSchema.safeParse(data === null ? null : JSON.parse(data));
  if (parsed.success) return parsed.data;
  throw new FilemillError('effect.final', t('It can’t be taken back.'), { hint: t('Nothing was changed.') });
}
