import { afterAll, afterEach, expect, test } from 'vitest';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLog } from '../base/log';
import { Passwords } from './passwords';
import { closeStore, openStore } from './store/open-store';
import type { SecretStore } from './workers/process-host';

const folder = mkdtempSync(join(tmpdir(), 'filemill-passwords-'));
const { database } = openStore(folder);
const log = openLog(join(folder, 'log'));
afterEach(() => database.transaction((writer) => writer.run('DELETE FROM passwords')));

afterAll(() => {
  closeStore(database, folder);
  log.close();
  rmSync(folder, { recursive: true, force: true });
});

const keyStore: SecretStore = {
  seal: (text) => Promise.resolve({ sealed: Buffer.from(text).toString('hex'), obstacle: null }),
  open: (sealed) => Promise.resolve(sealed.startsWith('00') ? null : Buffer.from(sealed, 'hex').toString()),
};
const none: SecretStore = { seal: () => Promise.resolve({ sealed: null, obstacle: 'No key store.' }), open: () => Promise.resolve(null) };

test('remembered passwords are known after an end, others are not, and none is written in clear', async () => {
  const passwords = new Passwords(database, keyStore, log);
  expect(await passwords.add('open sesame', true)).toBe(true);
  expect(await passwords.add('once only', false)).toBe(false);
  expect(passwords.texts()).toEqual(['once only', 'open sesame']);
  expect(passwords.list()).toMatchObject([{ length: 9, isRemembered: false }, { length: 11, isRemembered: true }]);
  database.pragma('PRAGMA wal_checkpoint(TRUNCATE)');
  expect(readFileSync(join(folder, 'filemill.db')).includes('open sesame')).toBe(false);

  const later = new Passwords(database, keyStore, log);
  await later.load();
  expect(later.texts()).toEqual(['open sesame']);
  later.remove(later.list()[0]?.id ?? '');
  const last = new Passwords(database, keyStore, log);
  await last.load();
  expect(last.texts()).toEqual([]);
});

test('a password that was known for the session can be remembered later, and is listed once', async () => {
  const passwords = new Passwords(database, keyStore, log);
  await passwords.add('secret', false);
  expect(await passwords.add('secret', true)).toBe(true);
  expect(passwords.list()).toHaveLength(1);
});

test('without a key store it is said, and passwords last for the session', async () => {
  const passwords = new Passwords(database, none, log);
  expect(await passwords.whyNotRemembered()).toBe('No key store.');
  expect(await passwords.add('secret', true)).toBe(false);
  expect(passwords.texts()).toEqual(['secret']);
});

test('one that can’t be opened any more is not tried and does no harm', async () => {
  database.transaction((writer) => writer.run(`INSERT INTO passwords VALUES ('a', '00ff', 1), ('b', ?, 2)`, Buffer.from('good').toString('hex')));
  const passwords = new Passwords(database, keyStore, log);
  await passwords.load();
  expect(passwords.texts()).toEqual(['good']);
});
