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

const rows = (): number => database.get<{ count: number }>('SELECT count(*) AS count FROM passwords')?.count ?? 0;

test('of more than a hundred the oldest is forgotten, in the ledger too', async () => {
  const passwords = new Passwords(database, keyStore, log);
  for (let number = 1; number <= 103; number += 1) await passwords.add(`secret ${number}`, true);
  expect(passwords.list()).toHaveLength(100);
  expect(rows()).toBe(100);
  expect(passwords.texts().at(-1)).toBe('secret 4');
  for (const { id } of passwords.list()) passwords.remove(id);
  expect(rows()).toBe(0);
});

test('one that is remembered is not forgotten for the sake of those of the session', async () => {
  const passwords = new Passwords(database, keyStore, log);
  await passwords.add('kept', true);
  for (let number = 1; number <= 150; number += 1) await passwords.add(`once ${number}`, false);
  expect(passwords.texts()).toHaveLength(100);
  expect(passwords.texts().slice(-2)).toEqual(['once 52', 'kept']);
  expect(rows()).toBe(1);
});

test('of more than a hundred in the ledger the newest are opened, the others forgotten', async () => {
  database.transaction((writer) => {
    for (let number = 1; number <= 130; number += 1) writer.run('INSERT INTO passwords VALUES (?, ?, ?)', `${number}`, Buffer.from(`secret ${number}`).toString('hex'), number);
  });
  const opened: string[] = [];
  const counting = { ...keyStore, open: (sealed: string) => keyStore.open((opened.push(sealed), sealed)) };
  const passwords = new Passwords(database, counting, log);
  await passwords.load();
  expect(opened).toHaveLength(100);
  expect(passwords.texts()).toHaveLength(100);
  expect(passwords.texts()[0]).toBe('secret 130');
  expect(rows()).toBe(100);
});
