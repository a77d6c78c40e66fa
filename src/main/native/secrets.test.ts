import { describe, expect, it } from 'vitest';
import { openSecrets, type KeyStore } from './secrets';

/** A key store that turns bytes over, and knows its own work by the first one. */
function aStore(change: Partial<KeyStore> = {}): KeyStore {
  return {
    isEncryptionAvailable: () => true,
    encryptString: (text) => Buffer.concat([Buffer.from([7]), Buffer.from(text, 'utf8').map((byte) => byte ^ 0xff)]),
    decryptString: (locked) => {
      if (locked[0] !== 7) throw new Error('not ours');
      return Buffer.from(locked.subarray(1).map((byte) => byte ^ 0xff)).toString('utf8');
    },
    ...change,
  };
}

const NO_STORE = 'This system has no key store that Filemill could use, so passwords are kept until Filemill ends.';

describe('openSecrets', () => {
  it('opens what it sealed, whatever the letters, and shows nothing of it', async () => {
    const secrets = openSecrets(aStore());
    const { sealed, obstacle } = await secrets.seal('Grüße 🗝');
    expect(obstacle).toBeNull();
    expect(Buffer.from(sealed ?? '', 'base64').toString('utf8')).not.toContain('Gr');
    expect(await secrets.open(sealed ?? '')).toEqual({ text: 'Grüße 🗝' });
  });

  it('prefers the calls that do not block', async () => {
    const { encryptString, decryptString } = aStore();
    const blocked = (): never => {
      throw new Error('blocked');
    };
    const secrets = openSecrets({
      isEncryptionAvailable: blocked,
      encryptString: blocked,
      decryptString: blocked,
      isAsyncEncryptionAvailable: () => Promise.resolve(true),
      encryptStringAsync: (text) => Promise.resolve(encryptString(text)),
      decryptStringAsync: (locked) => Promise.resolve({ result: decryptString(locked), shouldReEncrypt: false }),
    });
    const { sealed } = await secrets.seal('word');
    expect(await secrets.open(sealed ?? '')).toEqual({ text: 'word' });
  });

  it.each([
    ['there is no key store', aStore({ isEncryptionAvailable: () => false })],
    ['it only scrambles', aStore({ getSelectedStorageBackend: () => 'basic_text' })],
    ['nobody knows which it is', aStore({ getSelectedStorageBackend: () => 'unknown' })],
  ])('seals nothing and opens nothing when %s', async (_what, store) => {
    const { sealed } = await openSecrets(aStore()).seal('word');
    const secrets = openSecrets(store);
    expect(await secrets.seal('word')).toEqual({ sealed: null, obstacle: NO_STORE });
    expect(await secrets.open(sealed ?? '')).toEqual({ text: null });
  });

  it('uses a true key store of Linux', async () => {
    const secrets = openSecrets(aStore({ getSelectedStorageBackend: () => 'gnome_libsecret' }));
    expect((await secrets.seal('word')).sealed).not.toBeNull();
  });

  it('says so when the key store refuses, and repeats nothing of what it said', async () => {
    const secrets = openSecrets(
      aStore({
        encryptString: (text) => {
          throw new Error(`can't lock ${text}`);
        },
      }),
    );
    const { sealed, obstacle } = await secrets.seal('word');
    expect(sealed).toBeNull();
    expect(obstacle).toBe('The key store of this system refused, so passwords are kept until Filemill ends.');
  });

  it('opens nothing that it did not seal', async () => {
    expect(await openSecrets(aStore()).open('AAAA')).toEqual({ text: null });
  });
});
