import { cpSync, mkdirSync, openSync, closeSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FilemillError } from '../../src/shared/errors/filemill-error';
import { Engine } from '../../src/engine/engine';
import { backUpWhenDue } from '../../src/engine/upkeep/back-up';
import { Mill } from '../helpers/mill';

let mill: Mill;
beforeEach(async () => {
  mill = new Mill();
  await mill.start();
});
afterEach(() => mill.end());

const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof FilemillError && error.hint !== '') return error.code;
    throw error;
  }
  return 'accepted';
};

describe('a start', () => {
  it('finds everything that was there at the end', async () => {
    await mill.watchInbox();
    mill.drop('a.txt', 'words');
    await mill.settled('a.txt');
    await mill.restart();
    expect(mill.row('a.txt')).toMatchObject({ state: 'done', attempts: 1 });
    expect(mill.engine.folders.list()).toHaveLength(1);
    mill.drop('b.txt', 'more words');
    expect((await mill.settled('b.txt')).state).toBe('done');
  });

  it('carries on with what a killed engine had in hand', async () => {
    await mill.watchInbox();
    mill.drop('a.txt', 'words');
    await mill.settled('a.txt');
    mill.engine.database.transaction((writer) =>
      writer.run(`UPDATE jobs SET state = 'inProgress', lease = 'dead', settled_at = NULL`),
    );
    await mill.restart();
    const row = await mill.settled('a.txt', 'done');
    expect(row.state).toBe('done');
    expect(mill.accountingHolds()).toBe(true);
  });

  it('is refused to a second one on the same data, with a sentence', () => {
    const second = (): Engine => new Engine({ ...mill.engine.options });
    expect(codeOf(second)).toBe('store.busy');
  });

  it('puts a damaged store aside and goes on with the last good copy', async () => {
    await mill.watchInbox();
    mill.drop('a.txt', 'words');
    await mill.settled('a.txt');
    backUpWhenDue(mill.engine.database, mill.data);
    await mill.engine.close();
    spoil(join(mill.data, 'filemill.db'));
    await mill.start();
    const [alert] = mill.engine.snapshot().alerts;
    expect(alert?.message).toMatch(/replaced by its last good copy/);
    expect((await mill.settled('a.txt')).state).toBe('done');
    expect(readdirSync(mill.data).some((name) => name.includes('.damaged-'))).toBe(true);
  });

  it('ends when a page turns out to be spoilt while it runs; the next one puts the ledger aside', async () => {
    await mill.watchInbox();
    for (let i = 0; i < 50; i += 1) mill.drop(`${i}.txt`, `words ${i} `.repeat(2_000));
    await mill.until(() => mill.engine.snapshot().accounting.done === 50);
    await mill.engine.close();
    const store = join(mill.data, 'filemill.db');
    spoilTexts(store);
    // As a failing disk does it: size and time are those of the orderly end.
    const { size, mtimeMs } = statSync(store);
    writeFileSync(join(mill.data, 'filemill.clean.json'), JSON.stringify({ size, mtimeMs }));
    let broken: string | null = null;
    await mill.start();
    mill.engine.onBroken(({ code }) => (broken = code));
    expect(codeOf(() => mill.engine.database.all('SELECT hex(body) FROM texts'))).toBe('store.damaged');
    expect(broken).toBe('store.damaged');
    await mill.restart();
    expect(mill.engine.snapshot().alerts[0]?.message).toMatch(/had no copy/);
    await mill.until(() => mill.engine.snapshot().accounting.done === 50);
    expect(readdirSync(mill.data).some((name) => name.includes('.damaged-'))).toBe(true);
  });

  it('starts anew, loudly, when there is no copy, and reads the folders again', async () => {
    await mill.watchInbox();
    mill.drop('a.txt', 'words');
    await mill.settled('a.txt');
    await mill.engine.close();
    writeFileSync(join(mill.data, 'filemill.db'), 'this is no database');
    await mill.start();
    expect(mill.engine.snapshot().alerts[0]?.message).toMatch(/had no copy/);
    expect((await mill.settled('a.txt')).state).toBe('done');
  });

  it('goes on with the last good settings when the file has a typo', async () => {
    await mill.watchInbox();
    await mill.engine.close();
    const path = join(mill.data, 'settings.yaml');
    const typo = readFileSync(path, 'utf8').replace('recursive:', 'recusive:');
    writeFileSync(path, typo);
    await mill.start();
    const [alert] = mill.engine.snapshot().alerts;
    expect(alert?.message).toMatch(/line \d+.*“recusive”.*“recursive” is meant/);
    mill.drop('a.txt', 'words');
    expect((await mill.settled('a.txt')).state).toBe('done');
    expect(readFileSync(path, 'utf8')).toBe(typo);
  });

  it('takes up an edit of the settings file while it runs', async () => {
    await mill.watchInbox();
    const path = join(mill.data, 'settings.yaml');
    writeFileSync(path, readFileSync(path, 'utf8').replace('hidden: false', 'hidden: true'));
    await mill.until(() => mill.engine.folders.list()[0]?.settings.hidden === true);
    mill.drop('.secret.txt', 'words');
    expect((await mill.settled('.secret.txt')).state).toBe('done');
  });
});

describe('a folder is refused with its sentence', () => {
  const add = (path: string): string =>
    codeOf(() => mill.engine.folders.add(path, {}, { configured: true, ignoreExisting: false }));

  it('when it does not exist or is a file', () => {
    expect(add(join(mill.base, 'nowhere'))).toBe('folder.missing');
    expect(add(mill.drop('a.txt', 'x'))).toBe('folder.notFolder');
  });

  it('when it is the disk, the system, or holds the data folder', () => {
    expect(add('/')).toBe('folder.system');
    if (process.platform === 'linux') expect(add('/etc')).toBe('folder.system');
    expect(add(mill.base)).toBe('folder.ownData');
    expect(add(mill.data)).toBe('folder.ownData');
  });

  it('when it lies inside another one or around it, also by a link', async () => {
    await mill.watchInbox();
    const inner = join(mill.inbox, 'inner');
    mkdirSync(inner);
    symlinkSync(inner, join(mill.base, 'by-link'));
    expect(add(mill.inbox)).toBe('folder.known');
    expect(add(inner)).toBe('folder.nested');
    expect(add(join(mill.base, 'by-link'))).toBe('folder.nested');
  });
});

/** The middle of the file, where the long texts lie: a start does not read them. */
function spoilTexts(path: string): void {
  const middle = Math.floor(statSync(path).size / 2 / 4096) * 4096;
  const descriptor = openSync(path, 'r+');
  writeSync(descriptor, Buffer.alloc(40 * 4096, 0xee), 0, 40 * 4096, middle);
  closeSync(descriptor);
}

function spoil(path: string): void {
  cpSync(path, `${path}.before`);
  const descriptor = openSync(path, 'r+');
  writeSync(descriptor, Buffer.alloc(4096, 0xee), 0, 4096, 8192);
  writeSync(descriptor, Buffer.alloc(4096, 0xee), 0, 4096, 4096);
  closeSync(descriptor);
}
