import { appendFileSync, mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeHost } from '../../src/engine/workers/node-host';
import { Mill } from '../helpers/mill';
import { FaultyHost } from './faulty-worker';

const real = nodeHost(join(import.meta.dirname, '..', '..', 'out', 'main'));
const ALL = { created: true, modified: true, content_changed: true, deleted: true, moved: true };

let mill: Mill;
beforeEach(() => {
  mill = new Mill();
});
afterEach(() => mill.end());

const live = (): Promise<void> => mill.until(() => mill.engine.snapshot().folders[0]?.health.mode === 'live');
const jobsOf = (fileId: number): number =>
  mill.engine.database.get<{ n: number }>('SELECT count(*) AS n FROM jobs WHERE file_id = ?', fileId)?.n ?? 0;

describe('a drive that goes away while files are under way', () => {
  it('turns none of them into ignored: they are read when it is back', async () => {
    await mill.start();
    await mill.watchInbox();
    await live();
    mill.engine.pause();
    for (let i = 0; i < 5; i += 1) mill.drop(`${i}.txt`, `words ${i}`);
    await mill.until(() => mill.rows().length === 5);
    renameSync(mill.inbox, `${mill.inbox}.away`);
    mill.engine.resume();
    await mill.until(() => mill.engine.snapshot().folders[0]?.health.mode === 'waitingForDrive');
    expect(mill.rows().every(({ state }) => state === 'waiting' || state === 'inProgress')).toBe(true);
    renameSync(`${mill.inbox}.away`, mill.inbox);
    await mill.until(() => mill.engine.snapshot().accounting.done === 5);
    expect(mill.accountingHolds()).toBe(true);
  });
});

describe('a folder that is removed and added again', () => {
  it('brings its waiting files back to be read', async () => {
    await mill.start();
    const id = await mill.watchInbox();
    await live();
    mill.engine.pause();
    mill.drop('a.txt', 'words');
    await mill.until(() => mill.row('a.txt') !== undefined);
    await mill.engine.removeFolder(id);
    await mill.watchInbox();
    mill.engine.resume();
    await mill.settled('a.txt', 'done');
    expect(mill.accountingHolds()).toBe(true);
  });
});

describe('a file that comes back under another name, in a folder that leaves moves out', () => {
  it('is read when it had counted as deleted', async () => {
    await mill.start();
    await mill.watchInbox({ events: { ...ALL, moved: false } });
    await live();
    const path = mill.drop('a.txt', 'words');
    await mill.settled('a.txt', 'done');
    const outside = join(mill.base, 'outside.txt');
    renameSync(path, outside);
    await mill.until(() => mill.row('a.txt')?.event === 'deleted');
    renameSync(outside, join(mill.inbox, 'b.txt'));
    await mill.until(() => mill.row('b.txt')?.state === 'done' && mill.row('b.txt')?.event !== 'deleted');
    expect(mill.row('b.txt')?.isPresent).toBe(true);
  });
});

describe('a file that is set aside', () => {
  it('stays aside when it is written again', async () => {
    await mill.start();
    await mill.watchInbox();
    await live();
    mill.engine.pause();
    const path = mill.drop('a.txt', 'words');
    await mill.until(() => mill.row('a.txt') !== undefined);
    mill.engine.commands.hold([mill.row('a.txt')?.id ?? 0], true);
    mill.engine.resume();
    appendFileSync(path, ' and more');
    mill.drop('b.txt', 'other words');
    await mill.settled('b.txt', 'done');
    await mill.engine.watching.rescanAll();
    expect(mill.row('a.txt')).toMatchObject({ state: 'waiting', isHeld: true });
    mill.engine.commands.hold([mill.row('a.txt')?.id ?? 0], false);
    expect((await mill.settled('a.txt', 'done')).size).toBe(14);
  });
});

describe('what is known of a file', () => {
  it('is not forgotten when it takes an excluded name and is deleted then', async () => {
    await mill.start();
    await mill.watchInbox();
    await live();
    const path = mill.drop('a.txt', 'words');
    const { id } = await mill.settled('a.txt', 'done');
    renameSync(path, `${path}.tmp`);
    await mill.until(() => mill.row('a.txt.tmp')?.state === 'ignored');
    rmSync(`${path}.tmp`);
    await mill.until(() => mill.row('a.txt.tmp')?.isPresent === false);
    await mill.engine.whenSettled();
    expect(jobsOf(id)).toBeGreaterThanOrEqual(2);
    expect(mill.accountingHolds()).toBe(true);
  });

  it('is right after a touch that ended while the folder was removed, or the file was written again', async () => {
    await mill.start(new FaultyHost(real, () => 'fine'));
    const id = await mill.watchInbox({ events: { ...ALL, modified: false } });
    await live();
    const path = mill.drop('a.txt', 'words');
    await mill.settled('a.txt', 'done');
    utimesSync(path, new Date(), new Date(Date.now() - 60_000));
    await mill.engine.removeFolder(id);
    await mill.engine.when(() => mill.engine.snapshot().workers.busy === 0);
    expect(mill.engine.database.get<{ n: number }>('SELECT count(*) AS n FROM jobs WHERE is_current = 1')?.n).toBe(0);
  });
});

describe('a place that can’t be looked at', () => {
  it('holds nobody else up', async () => {
    await mill.start();
    await mill.watchInbox();
    mill.drop('d/a.txt', 'words');
    await mill.settled('d/a.txt', 'done');
    await mill.engine.close();
    renameSync(join(mill.inbox, 'd', 'a.txt'), join(mill.inbox, 'b.txt'));
    rmSync(join(mill.inbox, 'd'), { recursive: true });
    symlinkSync('d', join(mill.inbox, 'd'));
    writeFileSync(join(mill.inbox, 'new.txt'), 'new words');
    mkdirSync(join(mill.inbox, 'e'));
    await mill.start();
    await mill.settled('new.txt', 'done');
    await mill.settled('b.txt', 'done');
    expect(mill.accountingHolds()).toBe(true);
  });
});

describe('a file that takes long', () => {
  it('is listed as being read from its beginning on, not only when something else happens', async () => {
    await mill.start(new FaultyHost(real, () => 'hang'));
    mill.engine.pause();
    await mill.watchInbox();
    mill.drop('slow.txt', 'words');
    await mill.until(() => mill.engine.snapshot().lanes.some(({ lane, waiting }) => lane === 'text' && waiting > 0));
    await live();
    const listed = mill.engine.snapshot().revision;
    mill.engine.resume();
    await mill.until(() => mill.engine.snapshot().running.length > 0);
    expect(mill.row('slow.txt')?.state).toBe('inProgress');
    expect(mill.engine.snapshot().revision).toBeGreaterThan(listed);
  });
});
