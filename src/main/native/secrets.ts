import type { SafeStorage } from 'electron';
import { t, words } from '../../shared/words/words';

/** What is used of Electron's `safeStorage`: older runtimes have the plain calls only, and only Linux names a backend. */
export type KeyStore = Pick<SafeStorage, 'isEncryptionAvailable' | 'encryptString' | 'decryptString'> &
  Partial<
    Pick<SafeStorage, 'getSelectedStorageBackend' | 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'>
  >;

export interface Secrets {
  /** Locks a text for the user of this system, in base64; without a key store there is an obstacle instead. */
  seal(text: string): Promise<{ sealed: string | null; obstacle: string | null }>;
  /** Null when it can't be opened any more: another user, another machine, another key store. */
  open(sealed: string): Promise<{ text: string | null }>;
}

const NO_STORE = words('This system has no key store that Filemill could use, so passwords are kept until Filemill ends.');
const STORE_REFUSED = words('The key store of this system refused, so passwords are kept until Filemill ends.');

/** Backends that only scramble: whoever can read the file can read the secret. */
const NO_BACKENDS: ReadonlySet<string> = new Set(['basic_text', 'unknown']);

/** Secrets locked by the key store of the system's user. Without a true one nothing is sealed and nothing opened. */
export function openSecrets(store: KeyStore): Secrets {
  async function isAvailable(): Promise<boolean> {
    if (NO_BACKENDS.has(store.getSelectedStorageBackend?.() ?? '')) return false;
    return store.isAsyncEncryptionAvailable ? store.isAsyncEncryptionAvailable() : store.isEncryptionAvailable();
  }

  async function lock(text: string): Promise<Buffer> {
    return store.encryptStringAsync ? store.encryptStringAsync(text) : store.encryptString(text);
  }

  async function unlock(locked: Buffer): Promise<string> {
    return store.decryptStringAsync ? (await store.decryptStringAsync(locked)).result : store.decryptString(locked);
  }

  return {
    async seal(text) {
      try {
        if (!(await isAvailable())) return { sealed: null, obstacle: t(NO_STORE) };
        return { sealed: (await lock(text)).toString('base64'), obstacle: null };
      } catch {
        // What went wrong may hold the secret, so it goes no further.
        return { sealed: null, obstacle: t(STORE_REFUSED) };
      }
    },
    async open(sealed) {
      try {
        return { text: (await isAvailable()) ? await unlock(Buffer.from(sealed, 'base64')) : null };
      } catch {
        return { text: null };
      }
    },
  };
}
