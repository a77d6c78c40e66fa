import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { atomicWrite } from '../../base/atomic-write';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { SecretStore } from '../workers/process-host';
import { vaultOf } from './vault-folder';
import { t } from '../../shared/words/words';

/** In the vault, sealed by the system's key store: kept beside what it opens, not in the ledger, which may be lost. */
const KEY_NAME = 'key';

/** The key that files of the vault are encrypted with; made when it is first asked for. */
export class VaultKey {
  private known: Promise<Buffer> | null = null;

  constructor(
    private readonly dataFolder: string,
    private readonly secrets: SecretStore,
  ) {}

  /** @throws FilemillError `action.notAllowed` where the system keeps no secrets, or no longer opens this one */
  get(): Promise<Buffer> {
    this.known ??= this.load().catch((error: unknown) => {
      this.known = null;
      throw error;
    });
    return this.known;
  }

  /** Why nothing can be encrypted here; null where it can be. */
  async obstacle(): Promise<string | null> {
    return reasonOf((await this.secrets.seal('filemill')).obstacle);
  }

  private async load(): Promise<Buffer> {
    const path = join(vaultOf(this.dataFolder), KEY_NAME);
    if (existsSync(path)) {
      const text = await this.secrets.open(readFileSync(path, 'utf8').trim());
      if (text !== null) return Buffer.from(text, 'base64');
      throw new FilemillError('action.notAllowed', t('The key of the vault can’t be opened: another user or another machine has sealed it.'), {
        hint: t('Start Filemill as the user who encrypted the vault, or switch encryption off in the settings.'),
      });
    }
    const key = randomBytes(32);
    const { sealed, obstacle } = await this.secrets.seal(key.toString('base64'));
    if (sealed === null) {
      throw new FilemillError('action.notAllowed', t('The vault can’t be encrypted here. {obstacle}', { obstacle: reasonOf(obstacle) ?? t('The system keeps no keys.') }), { hint: t('Switch encryption off in the settings.') });
    }
    mkdirSync(vaultOf(this.dataFolder), { recursive: true, mode: 0o700 });
    atomicWrite(path, `${sealed}\n`);
    return key;
  }
}

/** Without what it means for passwords, of which the key store tells. */
const reasonOf = (obstacle: string | null): string | null => obstacle?.replace(/, so passwords .*$/, '.') ?? null;
