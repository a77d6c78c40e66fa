import { appendFileSync, mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync, openSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pageOfFiles } from '../../src/engine/engine-queries';
import { toFsPath, fromNameBytes } from '../../src/base/byte-name';
import { Mill } from '../helpers/mill';
import { minimalPdf } from '../helpers/minimal-pdf';

let mill: Mill;
beforeEach(async () => {
  mill = new Mill();
  await mill.start();
});
afterEach(() => mill.end());

describe('a file that lands in a folder', () => {
  it('becomes a read, stored, searchable item', async () => {
    await mill.watchInbox();
    mill.drop('letters/note.txt', 'The quick brown fox.\nPays within thirty days.\n');
    const row = await mill.settled('letters/note.txt');
    expect(row).toMatchObject({ state: 'done', kind: 'text', mime: 'text/plain', event: 'created', attempts: 1 });
    expect(row.steps).toEqual(['done', 'done', 'done', 'done', 'done', 'done']);
    const hits = pageOfFiles(mill.engine.database, { query: 'thirty pays' }, 'relevance', 0, 10);
    expect(hits.rows.map(({ path }) => path)).toEqual(['letters/note.txt']);
    expect(hits.rows[0]?.snippet).toContain('\ue000thirty\ue001');
    expect(pageOfFiles(mill.engine.database, { query: 'note' }, 'relevance', 0, 10).total).toBe(1);
    expect(mill.accountingHolds()).toBe(true);
  });

  it('is found when it was there before', async () => {
    mill.drop('a.csv', 'name;town\nÅsa;Malmö\n');
    await mill.watchInbox();
    expect(await mill.settled('a.csv')).toMatchObject({ state: 'done', kind: 'data' });
  });

  it('is left alone when only new files are wanted, also after a restart', async () => {
    mill.drop('old.txt', 'old');
    const id = await mill.watchInbox({}, true);
    await mill.settled('old.txt', 'ignored');
    await mill.until(() => mill.engine.folders.get(id).ignoreExisting === false);
    await mill.engine.close();
    mill.drop('while-away.txt', 'new');
    await mill.start();
    expect((await mill.settled('while-away.txt')).state).toBe('done');
    expect(mill.row('old.txt')?.state).toBe('ignored');
    expect(mill.row('old.txt')?.reason).toMatch(/before the folder was added/);
  });

  it('is not taken while a program has it open for writing', async () => {
    await mill.watchInbox();
    const path = mill.drop('slow.txt', 'begin ');
    const writer = openSync(path, 'a');
    await mill.until(() => mill.row('slow.txt')?.stateLabel === 'Still arriving');
    appendFileSync(writer, 'end');
    closeSync(writer);
    const row = await mill.settled('slow.txt', 'done');
    expect(row.size).toBe('begin end'.length);
  });

  it('waits when its format says that the end is missing, and is whole when it comes', async () => {
    await mill.watchInbox();
    const path = mill.drop('page.pdf', '%PDF-1.7\nfirst half');
    await mill.until(() => mill.row('page.pdf')?.reason === 'Still arriving: its end is not there yet.');
    writeFileSync(path, minimalPdf('Arrived in two halves'));
    expect((await mill.settled('page.pdf')).state).toBe('done');
  });

  it('waits while a .lock lies beside it', async () => {
    mill.drop('orders.csv.lock', '');
    mill.drop('orders.csv', 'a,b\n1,2\n');
    await mill.watchInbox();
    await mill.until(() => mill.row('orders.csv')?.reason === 'A program holds its .lock file.');
    rmSync(join(mill.inbox, 'orders.csv.lock'));
    expect((await mill.settled('orders.csv')).state).toBe('done');
  });

  it('is read again when it changes, and the ledger still adds up', async () => {
    await mill.watchInbox();
    mill.drop('a.txt', 'first words');
    await mill.settled('a.txt', 'done');
    mill.drop('a.txt', 'second thoughts entirely');
    await mill.until(() => mill.row('a.txt')?.event === 'content_changed' && mill.row('a.txt')?.state === 'done');
    expect(pageOfFiles(mill.engine.database, { query: 'thoughts' }, 'relevance', 0, 10).total).toBe(1);
    expect(pageOfFiles(mill.engine.database, { query: 'first' }, 'relevance', 0, 10).total).toBe(0);
    expect(mill.rows()).toHaveLength(1);
    expect(mill.accountingHolds()).toBe(true);
  });

  it('is not read twice when its bytes are known', async () => {
    await mill.watchInbox();
    mill.drop('one.txt', 'the very same words');
    await mill.settled('one.txt');
    mill.drop('two.txt', 'the very same words');
    await mill.settled('two.txt');
    expect(mill.engine.database.get<{ n: number }>('SELECT count(*) AS n FROM reports')?.n).toBe(1);
    expect(pageOfFiles(mill.engine.database, { query: 'very same' }, 'relevance', 0, 10).total).toBe(2);
  });
});

describe('what is no ordinary file', () => {
  it.each([
    ['a newline', 'a\nb.txt'],
    ['a leading dash', '-rf.txt'],
    ['255 bytes', `${'n'.repeat(251)}.txt`],
    ['the ending of an Electron archive', 'not-really.asar'],
    ['right-to-left marks', 'invoice\u202egpj.txt'],
  ])('is read when its name has %s', async (_what, name) => {
    await mill.watchInbox();
    mill.drop(name, 'words');
    expect((await mill.settled(name)).state).toBe('done');
  });

  it.runIf(process.platform === 'linux')('is read when its name is not UTF-8', async () => {
    await mill.watchInbox();
    const name = fromNameBytes(Buffer.from([0x4d, 0xe4, 0x72, 0x7a, 0x2e, 0x74, 0x78, 0x74]));
    writeFileSync(toFsPath(join(mill.inbox, name)), 'words');
    expect((await mill.settled(name)).state).toBe('done');
  });

  it('gets its sentence when it is empty, damaged or not valid', async () => {
    await mill.watchInbox();
    mill.drop('empty.txt', '');
    mill.drop('broken.json', '{"a": 1,\n "b": }');
    mill.drop('broken.pdf', '%PDF-1.7\nnothing more\n%%EOF\n');
    const empty = await mill.settled('empty.txt');
    expect(empty.error).toMatchObject({ code: 'file.empty', message: 'The file is empty.' });
    const json = await mill.settled('broken.json');
    expect(json.stateLabel).toBe('Invalid, line 2');
    const pdf = await mill.settled('broken.pdf');
    expect(pdf).toMatchObject({ state: 'attention', stateLabel: 'Damaged' });
    expect(pdf.error?.hint).not.toBe('');
    expect(mill.engine.snapshot().byCause).toEqual({ damaged: 3 });
  });

  it('is read as soon as something is written into an empty one', async () => {
    await mill.watchInbox();
    const path = mill.drop('later.txt', '');
    await mill.settled('later.txt', 'attention');
    appendFileSync(path, 'now there is something');
    expect((await mill.settled('later.txt', 'done')).event).toBe('content_changed');
  });

  it('is never followed out of the folder', async () => {
    writeFileSync(join(mill.base, 'secret.txt'), 'secret words');
    symlinkSync(join(mill.base, 'secret.txt'), join(mill.inbox, 'link.txt'));
    symlinkSync(mill.inbox, join(mill.inbox, 'loop'));
    await mill.watchInbox();
    expect((await mill.settled('link.txt')).reason).toMatch(/links are not followed/);
    expect((await mill.settled('loop')).state).toBe('ignored');
    expect(pageOfFiles(mill.engine.database, { query: 'secret words' }, 'relevance', 0, 10).total).toBe(0);
  });

  it('is ignored with both sizes named when it is too large, and the rest goes on', async () => {
    await mill.watchInbox();
    const path = mill.drop('disk.img', '');
    truncateSync(path, 5 * 2 ** 30);
    mill.drop('small.txt', 'words');
    expect((await mill.settled('small.txt')).state).toBe('done');
    const row = await mill.settled('disk.img', 'ignored');
    expect(row.reason).toMatch(/5\.4 GB.*at most 2\.1 GB/);
  });

  it('is taken at any size when the folder says so', async () => {
    await mill.watchInbox({ maxBytes: 2 ** 43 });
    const path = mill.drop('sparse.bin', '');
    truncateSync(path, 2 ** 30);
    const row = await mill.settled('sparse.bin', 'done');
    expect(row.size).toBe(2 ** 30);
  });

  it('is no longer counted when it was ignored and is gone, like a temporary name after its rename', async () => {
    await mill.watchInbox();
    const temporary = mill.drop('report.txt.part', 'words');
    await mill.settled('report.txt.part', 'ignored');
    renameSync(temporary, join(mill.inbox, 'report.txt'));
    await mill.settled('report.txt', 'done');
    await mill.until(() => mill.row('report.txt.part') === undefined);
    expect(mill.engine.snapshot().accounting).toMatchObject({ seen: 1, done: 1, ignored: 0 });
    mill.drop('report.txt.part', 'words again');
    await mill.settled('report.txt.part', 'ignored');
    expect(mill.accountingHolds()).toBe(true);
  });

  it('vanishes before it is read: ignored, with the reason', async () => {
    mill.engine.pause();
    await mill.watchInbox();
    const path = mill.drop('gone.txt', 'words');
    await mill.until(() => mill.row('gone.txt') !== undefined);
    rmSync(path);
    expect((await mill.settled('gone.txt')).reason).toMatch(/gone before it could be read/);
    expect(mill.accountingHolds()).toBe(true);
  });
});

describe('folders', () => {
  it('moved in whole are found whole', async () => {
    await mill.watchInbox();
    const outside = join(mill.base, 'batch');
    for (let i = 0; i < 60; i += 1) {
      mkdirSync(join(outside, `d${i % 6}`), { recursive: true });
      writeFileSync(join(outside, `d${i % 6}`, `f${i}.txt`), `file ${i}`);
    }
    renameSync(outside, join(mill.inbox, 'batch'));
    await mill.until(() => mill.engine.snapshot().accounting.done === 60);
    expect(mill.accountingHolds()).toBe(true);
  });

  it('take up files they had left out when their patterns change', async () => {
    const id = await mill.watchInbox({ include: ['*.csv'] });
    mill.drop('a.txt', 'words');
    mill.drop('b.csv', 'a,b\n1,2\n');
    expect((await mill.settled('a.txt')).reason).toBe('No include pattern matches it.');
    await mill.engine.updateFolder(id, { include: [] });
    expect((await mill.settled('a.txt', 'done')).state).toBe('done');
  });

  it('take nothing while paused, and everything afterwards', async () => {
    const id = await mill.watchInbox();
    await mill.engine.updateFolder(id, { paused: true });
    mill.drop('a.txt', 'words');
    await mill.engine.updateFolder(id, { paused: false });
    expect((await mill.settled('a.txt')).state).toBe('done');
  });

  it('leave the accounting when removed and come back with their history', async () => {
    const id = await mill.watchInbox();
    mill.drop('a.txt', 'words');
    await mill.settled('a.txt');
    await mill.engine.removeFolder(id);
    expect(mill.engine.snapshot().accounting.seen).toBe(0);
    await mill.watchInbox();
    expect((await mill.settled('a.txt')).attempts).toBe(1);
    expect(mill.engine.snapshot().accounting).toMatchObject({ seen: 1, done: 1 });
  });
});
