import { appendFileSync, chmodSync, existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pageOfHistory } from '../../src/engine/store/history';
import { Mill } from '../helpers/mill';

let mill: Mill;
beforeEach(() => {
  mill = new Mill();
});
afterEach(() => mill.end());

const events = (path: string): string[] =>
  pageOfHistory(mill.engine.database, {}, 0, 500)
    .rows.flatMap((row) => (row.type === 'job' && row.path === path ? [row.event] : []))
    .reverse();

const live = (): Promise<void> => mill.until(() => mill.engine.snapshot().folders[0]?.health.mode === 'live');

describe('events', () => {
  it('a file whose bytes differ is content_changed, one that was only touched is modified', async () => {
    await mill.start();
    await mill.watchInbox();
    const path = mill.drop('a.txt', 'one');
    await mill.settled('a.txt', 'done');
    writeFileSync(path, 'two');
    await mill.until(() => mill.row('a.txt')?.event === 'content_changed' && mill.row('a.txt')?.state === 'done');
    utimesSync(path, new Date(), new Date(Date.now() - 60_000));
    await mill.until(() => mill.row('a.txt')?.event === 'modified' && mill.row('a.txt')?.state === 'done');
    expect(events('a.txt')).toEqual(['created', 'content_changed', 'modified']);
    expect(mill.accountingHolds()).toBe(true);
  });

  it('bytes that change behind an unchanged size and time are noticed', async () => {
    await mill.start();
    await mill.watchInbox();
    const path = mill.drop('a.txt', 'one');
    const then = new Date(Date.now() - 3_600_000);
    utimesSync(path, then, then);
    await mill.settled('a.txt', 'done');
    writeFileSync(path, 'two');
    utimesSync(path, then, then);
    await mill.until(() => mill.row('a.txt')?.event === 'content_changed' && mill.row('a.txt')?.state === 'done');
  });

  it('other rights alone are no event', async () => {
    await mill.start();
    await mill.watchInbox();
    const path = mill.drop('a.txt', 'one');
    await mill.settled('a.txt', 'done');
    chmodSync(path, 0o600);
    await mill.engine.watching.rescanAll();
    await mill.engine.whenSettled();
    mill.drop('b.txt', 'later');
    await mill.settled('b.txt', 'done');
    expect(events('a.txt')).toEqual(['created']);
    expect(mill.row('a.txt')?.state).toBe('done');
  });

  it('a file that is deleted keeps what was read and says so', async () => {
    await mill.start();
    await mill.watchInbox();
    const path = mill.drop('a.txt', 'remember me');
    await mill.settled('a.txt', 'done');
    rmSync(path);
    await mill.until(() => mill.row('a.txt')?.event === 'deleted');
    expect(mill.row('a.txt')).toMatchObject({ state: 'done', stateLabel: 'Deleted', isPresent: false, kind: 'text' });
    expect(mill.engine.snapshot().accounting).toMatchObject({ seen: 1, done: 1 });
    mill.drop('a.txt', 'again');
    await mill.until(() => mill.row('a.txt')?.event === 'created' && mill.row('a.txt')?.state === 'done');
    expect(events('a.txt')).toEqual(['created', 'deleted', 'created']);
  });

  it('a file that is renamed keeps its history', async () => {
    await mill.start();
    await mill.watchInbox();
    const path = mill.drop('a.txt', 'one');
    const { id } = await mill.settled('a.txt', 'done');
    renameSync(path, join(mill.inbox, 'b.txt'));
    await mill.until(() => mill.row('b.txt')?.state === 'done');
    expect(mill.row('b.txt')).toMatchObject({ id, event: 'moved' });
    expect(mill.rows()).toHaveLength(1);
    expect(events('a.txt')).toEqual(['created']);
    expect(events('b.txt')).toEqual(['moved']);
  });

  it('a folder renamed with its files moves them all, a folder moved in whole is found whole', async () => {
    await mill.start();
    await mill.watchInbox();
    await live();
    const outside = join(mill.base, 'outside');
    mkdirSync(join(outside, 'deep'), { recursive: true });
    for (let i = 0; i < 40; i += 1) writeFileSync(join(outside, 'deep', `${i}.txt`), `words ${i}`);
    renameSync(outside, join(mill.inbox, 'in'));
    await mill.until(() => mill.engine.snapshot().accounting.done === 40);
    renameSync(join(mill.inbox, 'in'), join(mill.inbox, 'out'));
    await mill.until(() => mill.rows().every((row) => row.path.startsWith('out/') && row.state === 'done'));
    expect(mill.rows().map(({ event }) => event)).toEqual(Array(40).fill('moved'));
    expect(mill.accountingHolds()).toBe(true);
  });

  it('a hard link is a file of its own, not one that moved', async () => {
    await mill.start();
    await mill.watchInbox();
    const path = mill.drop('a.txt', 'one');
    await mill.settled('a.txt', 'done');
    linkSync(path, join(mill.inbox, 'b.txt'));
    await mill.settled('b.txt', 'done');
    expect(mill.row('b.txt')?.event).toBe('created');
    expect(mill.row('a.txt')?.isPresent).toBe(true);
  });

  it('what was deleted, moved or added while nobody watched is known after the start', async () => {
    await mill.start();
    await mill.watchInbox();
    for (const name of ['stays.txt', 'goes.txt', 'moves.txt']) mill.drop(name, `I am ${name}`);
    await mill.until(() => mill.engine.snapshot().accounting.done === 3);
    await mill.engine.close();
    rmSync(join(mill.inbox, 'goes.txt'));
    renameSync(join(mill.inbox, 'moves.txt'), join(mill.inbox, 'moved.txt'));
    mill.drop('new.txt', 'I am new');
    await mill.start();
    await mill.engine.whenSettled();
    expect(Object.fromEntries(mill.rows().map(({ path, event }) => [path, event]))).toEqual({
      'stays.txt': 'created',
      'goes.txt': 'deleted',
      'moved.txt': 'moved',
      'new.txt': 'created',
    });
    expect(mill.accountingHolds()).toBe(true);
  });

  it('an empty folder in place of the drive is not read as everything deleted, until a person says so', async () => {
    await mill.start();
    const folderId = await mill.watchInbox();
    for (let i = 0; i < 5; i += 1) mill.drop(`${i}.txt`, `words ${i}`);
    await mill.until(() => mill.engine.snapshot().accounting.done === 5);
    await mill.engine.close();
    renameSync(mill.inbox, `${mill.inbox}.away`);
    mkdirSync(mill.inbox);
    await mill.start();
    await mill.engine.whenSettled();
    expect(mill.engine.snapshot().folders[0]?.missingFiles).toBe(5);
    expect(mill.rows().every(({ event, isPresent }) => event === 'created' && isPresent)).toBe(true);
    await mill.engine.acceptMissing(folderId);
    await mill.until(() => mill.rows().every(({ event }) => event === 'deleted'));
    expect(mill.engine.snapshot().folders[0]?.missingFiles).toBe(0);
  });

  it('files come back with their folder, with nothing said or done', async () => {
    await mill.start();
    await mill.watchInbox();
    for (let i = 0; i < 5; i += 1) mill.drop(`${i}.txt`, `words ${i}`);
    await mill.until(() => mill.engine.snapshot().accounting.done === 5);
    await mill.engine.close();
    renameSync(mill.inbox, `${mill.inbox}.away`);
    mkdirSync(mill.inbox);
    await mill.start();
    await mill.until(() => mill.engine.snapshot().folders[0]?.missingFiles === 5);
    rmSync(mill.inbox, { recursive: true });
    renameSync(`${mill.inbox}.away`, mill.inbox);
    await mill.engine.watching.rescanAll();
    await mill.until(() => mill.engine.snapshot().folders[0]?.missingFiles === 0);
    expect(mill.rows().every(({ event }) => event === 'created')).toBe(true);
  });
});

describe('what a folder leaves out', () => {
  it('created: files count as ignored, and are taken when the folder changes its mind', async () => {
    await mill.start();
    const id = await mill.watchInbox({ events: { created: false, modified: true, content_changed: true, deleted: true, moved: true } });
    mill.drop('a.txt', 'one');
    expect((await mill.settled('a.txt')).reason).toMatch(/leaves such events out/);
    await mill.engine.updateFolder(id, { events: { created: true, modified: true, content_changed: true, deleted: true, moved: true } });
    await mill.settled('a.txt', 'done');
  });

  it('modified: a touched file stays as it was settled', async () => {
    await mill.start();
    await mill.watchInbox({ events: { created: true, modified: false, content_changed: true, deleted: true, moved: true } });
    const path = mill.drop('a.txt', 'one');
    await mill.settled('a.txt', 'done');
    utimesSync(path, new Date(), new Date(Date.now() - 60_000));
    await mill.engine.watching.rescanAll();
    await mill.engine.whenSettled();
    expect(mill.row('a.txt')?.event).toBe('created');
    appendFileSync(path, ' and two');
    await mill.until(() => mill.row('a.txt')?.event === 'content_changed' && mill.row('a.txt')?.state === 'done');
  });

  it('deleted and moved: nothing is told, and the paths follow', async () => {
    await mill.start();
    await mill.watchInbox({ events: { created: true, modified: true, content_changed: true, deleted: false, moved: false } });
    const a = mill.drop('a.txt', 'one');
    const b = mill.drop('b.txt', 'two');
    await mill.until(() => mill.engine.snapshot().accounting.done === 2);
    renameSync(a, join(mill.inbox, 'c.txt'));
    rmSync(b);
    await mill.until(() => mill.row('c.txt') !== undefined && mill.row('b.txt')?.isPresent === false);
    await mill.engine.whenSettled();
    expect(mill.rows().map(({ event }) => event)).toEqual(['created', 'created']);
  });
});

describe('when files are taken', () => {
  it('the minimum age counts from the last change', async () => {
    await mill.start();
    await mill.watchInbox({ minAgeSeconds: 4 });
    const old = mill.drop('old.txt', 'old');
    utimesSync(old, new Date(), new Date(Date.now() - 60_000));
    mill.drop('young.txt', 'young');
    await mill.settled('old.txt', 'done');
    const young = await mill.until(() => /Too new/.test(mill.row('young.txt')?.reason ?? '')).then(() => mill.row('young.txt'));
    expect(young?.state).toBe('waiting');
    const done = await mill.settled('young.txt', 'done');
    expect((done.settledAt ?? 0) - done.arrivedAt).toBeGreaterThan(3_000);
  });

  it('a path cools down between two events, and the last content wins', async () => {
    await mill.start();
    await mill.watchInbox({ cooldownSeconds: 3 });
    const path = mill.drop('a.txt', 'one');
    const first = await mill.settled('a.txt', 'done');
    writeFileSync(path, 'two!');
    await mill.until(() => /Cooling down/.test(mill.row('a.txt')?.reason ?? ''));
    writeFileSync(path, 'three!');
    await mill.until(() => mill.row('a.txt')?.state === 'done');
    const last = mill.row('a.txt');
    expect((last?.settledAt ?? 0) - first.arrivedAt).toBeGreaterThan(2_500);
    expect(last?.size).toBe(6);
    expect(events('a.txt')).toHaveLength(2);
  });

  it('a failed file that was written a moment ago is left to its producer, an empty one for as long as it is empty', async () => {
    await mill.start();
    await mill.watchInbox({ moveFailed: true });
    const orders = mill.drop('orders.json', '{"a": ');
    mill.drop('later.txt', '');
    await mill.settled('orders.json', 'attention');
    appendFileSync(orders, '1}');
    await mill.settled('orders.json', 'done');
    await mill.settled('later.txt', 'attention');
    appendFileSync(join(mill.inbox, 'later.txt'), 'words');
    await mill.settled('later.txt', 'done');
    await mill.engine.whenSettled();
    expect(existsSync(join(mill.inbox, 'errors'))).toBe(false);
  });

  it('a damaged file is moved to errors/ with its reason, and comes back to be retried', async () => {
    await mill.start();
    await mill.watchInbox({ moveFailed: true });
    mill.dropOld('sub/bad.json', '{"a": ');
    mill.drop('good.json', '{"a": 1}');
    await mill.settled('sub/bad.json', 'attention');
    const target = join(mill.inbox, 'sub', 'errors', 'bad.json');
    await mill.until(() => mill.row('sub/bad.json')?.isPresent === false);
    expect(readFileSync(target, 'utf8')).toBe('{"a": ');
    const reason = JSON.parse(readFileSync(`${target}.error`, 'utf8')) as Record<string, string>;
    expect(reason).toMatchObject({ filename: 'bad.json', code: 'file.invalid' });
    expect(reason.timestamp).toMatch(/^\d{4}-\d\d-\d\dT/);
    await mill.engine.watching.rescanAll();
    await mill.engine.whenSettled();
    expect(mill.row('sub/bad.json')).toMatchObject({ state: 'attention', event: 'created' });
    writeFileSync(target, '{"a": 2}');
    expect(mill.engine.retry({ cause: 'damaged' })).toBe(1);
    await mill.settled('sub/bad.json', 'done');
    expect(mill.accountingHolds()).toBe(true);
  });
});

describe('how a changed file is told from a touched one', () => {
  const head = Buffer.alloc(1 << 20, 'a');
  const file = (tail: string): Buffer => Buffer.concat([head, Buffer.from(tail)]);

  it('by its first megabyte: what changed behind it counts as touched', async () => {
    await mill.start();
    await mill.watchInbox({ changeDetection: 'firstMegabyte' });
    const path = mill.drop('a.txt', file('one'));
    await mill.settled('a.txt', 'done');
    writeFileSync(path, file('two'));
    await mill.until(() => mill.row('a.txt')?.event === 'modified' && mill.row('a.txt')?.state === 'done');
    writeFileSync(path, Buffer.concat([Buffer.from('b'), head, Buffer.from('tw')]));
    await mill.until(() => mill.row('a.txt')?.event === 'content_changed' && mill.row('a.txt')?.state === 'done');
  });

  it('by its times alone: every change is modified', async () => {
    await mill.start();
    await mill.watchInbox({ changeDetection: 'times' });
    const path = mill.drop('a.txt', 'one');
    await mill.settled('a.txt', 'done');
    for (const next of ['two', 'seventeen', '']) {
      const before = mill.row('a.txt')?.arrivedAt;
      writeFileSync(path, next);
      await mill.until(() => mill.row('a.txt')?.arrivedAt !== before && mill.row('a.txt')?.settledAt !== null);
      expect(mill.row('a.txt')?.event).toBe('modified');
    }
  });
});
