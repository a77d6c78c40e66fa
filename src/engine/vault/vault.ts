import { rmSync, unlinkSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { toFsPath } from '../../base/byte-name';
import { cutName } from '../../base/cut-name';
import { makeFolders } from '../../base/make-folders';
import { isInside } from '../../base/safe-path';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { GeneralSettings } from '../../shared/model/settings';
import { copyVerified, hashAt, place, setRights, setTimes } from '../actions/copy-verified';
import { cloneFile } from '../actions/clone-file';
import { fileHere, isSameNode, isThere, isUntouched, lookAt, versionAt, type FileVersion } from '../actions/file-version';
import { isOtherDevice, moveName, settleFolders } from '../actions/move-name';
import type { SecretStore } from '../workers/process-host';
import { hashSealed, isSealed, SEALED_ENDING, sealFile, unsealFile } from './sealed-file';
import { closeVault, emptyVault, openVault, vaultOf } from './vault-folder';
import { VaultKey } from './vault-key';
import { t } from '../../shared/words/words';

export interface VaultParts {
  dataFolder: string;
  secrets: SecretStore;
  settings: { general: Pick<GeneralSettings, 'vault'> };
}

/**
 * Filemill's own place for files that it replaces, removes and moves: each lies under its effect, so that it can be brought
 * back, encrypted where the settings say so.
 */
export class Vault {
  private readonly key: VaultKey;
  /** Lets the oldest go until there is room for so many bytes; set by the keeper. @returns false where there is none */
  makeRoom: (bytes: number) => boolean = () => true;

  constructor(private readonly parts: VaultParts) {
    this.key = new VaultKey(parts.dataFolder, parts.secrets);
  }

  get dataFolder(): string {
    return this.parts.dataFolder;
  }

  get isEncrypting(): boolean {
    return this.parts.settings.general.vault.encrypt;
  }

  get keepsMoved(): boolean {
    return this.parts.settings.general.vault.keepMoved;
  }

  obstacle(): Promise<string | null> {
    return this.key.obstacle();
  }

  holds(path: string): boolean {
    return isInside(vaultOf(this.dataFolder), path);
  }

  /** Makes the folder of an effect. @returns the path that its file is to have */
  open(effectId: number, source: string): string {
    const kept = openVault(this.dataFolder, effectId, source);
    return this.isEncrypting ? join(dirname(kept), cutName(basename(kept), SEALED_ENDING)) : kept;
  }

  /** As {@link open}, for all files of one effect. @returns the path that the nth of them is to have */
  openForMany(effectId: number): (ordinal: number, source: string) => string {
    const folder = dirname(openVault(this.dataFolder, effectId, 'many'));
    return (ordinal, source) => join(folder, `${ordinal}${extname(source)}${this.isEncrypting ? SEALED_ENDING : ''}`);
  }

  /**
   * Moves a file into the vault: it leaves its place when it is safe here.
   *
   * @param kept from {@link open}
   */
  async put(source: string, kept: string, signal?: AbortSignal): Promise<void> {
    try {
      await this.take(source, kept, signal);
    } catch (error) {
      this.letGoUnlessAlone(source, kept);
      throw error;
    }
  }

  private async take(source: string, kept: string, signal?: AbortSignal): Promise<void> {
    const version = versionAt(source);
    this.makeRoom(version.size);
    if (!isToBeSealed(kept)) {
      try {
        moveName(source, kept);
        settleFolders(source, kept);
        return;
      } catch (error) {
        if (!isOtherDevice(error)) throw error;
      }
    }
    await this.copyIn(source, kept, version, await hashAt(source, signal), signal);
    mustBeUntouched(source, version);
    unlinkSync(toFsPath(source));
    settleFolders(source, kept);
  }

  /**
   * Keeps a copy of a file that stays where it is: a clone that shares its blocks where the file system can, else proved by
   * its bytes.
   *
   * @param sha256 null where it is not known
   * @returns false where the vault is too small for it
   */
  async keep(source: string, kept: string, version: FileVersion, sha256: string | null, signal?: AbortSignal): Promise<boolean> {
    if (!this.makeRoom(version.size)) return false;
    try {
      if (isToBeSealed(kept) || !(await cloneFile(source, kept, version))) await this.copyIn(source, kept, version, sha256 ?? (await hashAt(source, signal)), signal);
      mustBeUntouched(source, version);
    } catch (error) {
      this.letGoUnlessAlone(source, kept);
      throw error;
    }
    return true;
  }

  /** Half of it is no use, and a second one no need. */
  private letGoUnlessAlone(source: string, kept: string): void {
    if (isThere(source)) this.letGo(kept);
  }

  private async copyIn(source: string, kept: string, version: FileVersion, sha256: string, signal?: AbortSignal): Promise<void> {
    if (!isToBeSealed(kept)) {
      place(await copyVerified(source, kept, version, sha256, signal ? { signal } : {}), kept);
      return;
    }
    const sealed = await sealFile(source, kept, await this.key.get(), signal);
    if (sealed !== sha256) {
      rmSync(toFsPath(kept), { force: true });
      throw new FilemillError('file.changed', t('It has changed since it was read.'), { hint: t('It stays where it is.') });
    }
    setTimes(kept, version);
  }

  /** SHA-256 of what is kept. @throws FilemillError `file.damaged` */
  async hashOf(kept: string): Promise<string> {
    return isSealed(kept) ? hashSealed(kept, await this.key.get()) : hashAt(kept);
  }

  /**
   * Brings a file back from the vault, with its times and rights. What lies there by then is never overwritten.
   *
   * @param sha256 what it must be; null where that is not known
   * @param temporary a name beside `to`, known after a crash
   * @throws FilemillError `effect.final` when it is no longer there; `file.damaged` when it is not what was put there; an error
   *   with the code EEXIST when something else has the name
   */
  async bringBack(kept: string, to: string, { sha256, version, temporary }: { sha256: string | null; version?: FileVersion; temporary: string }): Promise<void> {
    if (!lookAt(kept)) throw new FilemillError('effect.final', t('It is no longer in the vault.'), { hint: t('It was kept for so long as the settings say.') });
    if (sha256 !== null && (await this.hashOf(kept)) !== sha256) {
      throw new FilemillError('file.damaged', t('What lies in the vault is no longer what was put there.'), { hint: t('Nothing was restored.') });
    }
    makeFolders(dirname(to));
    if (isSealed(kept)) await this.unsealTo(kept, to, temporary, version);
    else await restore(kept, to, temporary);
    closeVault(this.dataFolder, kept);
    settleFolders(to);
  }

  private async unsealTo(kept: string, to: string, temporary: string, version: FileVersion | undefined): Promise<void> {
    const times = version ?? versionAt(kept);
    await rm(toFsPath(temporary), { force: true });
    await unsealFile(kept, temporary, await this.key.get());
    try {
      setRights(temporary, times);
      place(temporary, to);
    } catch (error) {
      await rm(toFsPath(temporary), { force: true });
      throw error;
    }
    unlinkSync(toFsPath(kept));
  }

  /**
   * After an end of Filemill in between: what came back, and still lies here, need not.
   *
   * @returns whether it lies at its place
   */
  async isBack(kept: string, at: string): Promise<boolean> {
    const there = fileHere(at);
    const here = fileHere(kept);
    if (!there || !here || (!isSealed(kept) && there.size !== here.size)) return false;
    const isSame = (isSameNode(there, here) && here.links > 1) || (await this.hashOf(kept)) === (await hashAt(at));
    if (isSame) this.letGo(kept);
    return isSame;
  }

  /** Lets go of what an effect has kept. */
  letGo(kept: string): void {
    emptyVault(this.dataFolder, kept);
  }
}

const isToBeSealed = (kept: string): boolean => kept.endsWith(SEALED_ENDING);

function mustBeUntouched(source: string, version: FileVersion): void {
  if (isUntouched(version, versionAt(source))) return;
  throw new FilemillError('file.changed', t('It has changed at this very moment.'), { hint: t('It stays where it is.') });
}

/** The name in the vault becomes the one at its place; between file systems the copy is proved first. */
async function restore(kept: string, to: string, temporary: string): Promise<void> {
  try {
    moveName(kept, to);
  } catch (error) {
    if (!isOtherDevice(error)) throw error;
    await copyVerified(kept, to, versionAt(kept), await hashAt(kept), { temporary });
    try {
      place(temporary, to);
    } catch (failure) {
      await rm(toFsPath(temporary), { force: true });
      throw failure;
    }
    unlinkSync(toFsPath(kept));
  }
}
