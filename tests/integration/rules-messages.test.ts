import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeHost } from '../../src/engine/workers/node-host';
import type { ProcessHost, ShownNotice } from '../../src/engine/workers/process-host';
import { InProcessHost } from '../helpers/in-process-host';
import { Mill } from '../helpers/mill';
import { ask, effectsIn, filesBelow, outcomesOf, putRule } from '../helpers/rules';
import { serveWeb } from '../helpers/web-receiver';

const built = join(import.meta.dirname, '..', '..', 'out', 'main');

let mill: Mill;
let out: string;
let shown: ShownNotice[];

function host(): ProcessHost {
  const inside = new InProcessHost(nodeHost(built));
  return {
    secrets: inside.secrets,
    start: (kind, id) => inside.start(kind, id),
    showNotice: (notice) => {
      shown.push(notice);
      return Promise.resolve();
    },
  };
}

beforeEach(async () => {
  mill = new Mill();
  out = join(mill.base, 'out');
  mkdirSync(out);
  shown = [];
  await mill.start(host());
});
afterEach(() => mill.end());

const linesOf = (path: string): Record<string, unknown>[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const day = (): string => {
  const now = new Date();
  return `${now.getFullYear()}${String(now.getMonth() + 1).padStart(2, '0')}${String(now.getDate()).padStart(2, '0')}`;
};

describe('log', () => {
  it('writes a line for each event, in the format of the specification', async () => {
    await mill.watchInbox();
    putRule(mill, { name: 'Diary', on: ['created', 'deleted'], then: [{ do: 'backup', to: join(out, 'copies') }, { do: 'tag', add: ['seen'] }, { do: 'log', to: join(out, 'logs') }] });
    const before = Date.now() / 1000;
    const path = mill.drop('a.txt', 'one');
    await mill.settled('a.txt', 'done');
    const log = join(out, 'logs', `file_events_${day()}.jsonl`);
    const [line] = linesOf(log);
    expect(line).toEqual({
      timestamp: expect.any(Number) as number,
      event_type: 'created',
      path,
      actions: [
        { action: 'backup', destination: join(out, 'copies', 'created', day(), 'a.txt') },
        { action: 'tag', added: ['seen'], removed: [] },
      ],
    });
    expect(line?.timestamp).toBeGreaterThanOrEqual(before);
    expect(line?.timestamp).toBeLessThanOrEqual(Date.now() / 1000);

    rmSync(path);
    await mill.until(() => linesOf(log).length === 2);
    expect(linesOf(log)[1]).toMatchObject({ event_type: 'deleted', path });
  });

  it('has whole lines only, one for each of many files, after a torn one', async () => {
    await mill.watchInbox();
    putRule(mill, { name: 'Diary', on: ['created'], then: [{ do: 'log', to: out, as: 'all.jsonl' }] });
    const log = join(out, 'all.jsonl');
    writeFileSync(log, '{"torn');
    const names = Array.from({ length: 60 }, (_, index) => `f${index}.txt`);
    for (const name of names) mill.drop(name, name);
    await mill.until(() => mill.engine.snapshot().accounting.done === names.length);
    const [torn, ...lines] = readFileSync(log, 'utf8').trimEnd().split('\n');
    expect(torn).toBe('{"torn');
    expect(lines.map((line) => (JSON.parse(line) as { path: string }).path).sort()).toEqual(names.map((name) => join(mill.inbox, name)).sort());
  });

  it('does not write into a folder or a link, and says so at the file', async () => {
    await mill.watchInbox();
    mkdirSync(join(out, 'all.jsonl'));
    putRule(mill, { name: 'Diary', then: [{ do: 'log', to: out, as: 'all.jsonl' }] });
    const path = mill.drop('a.txt', 'one');
    const row = await mill.settled('a.txt', 'attention');
    expect(row.error?.message).toMatch(/no regular file/);
    expect(existsSync(path)).toBe(true);
  });
});

describe('messages', () => {
  it('many notices of one moment are one on the screen, and all are in the list', async () => {
    await mill.watchInbox();
    putRule(mill, { name: 'Tell', then: [{ do: 'notify', message: '{name|upper} has {size} bytes, in {folder}, and {title|or no title}.', title: 'From {folder}' }] });
    for (let index = 0; index < 40; index += 1) mill.drop(`f${index}.txt`, 'x'.repeat(index + 1));
    await mill.until(() => mill.engine.snapshot().accounting.done === 40);
    await mill.until(() => shown.length > 0);
    expect(shown.length).toBeLessThanOrEqual(3);
    const { total, unread, notices } = mill.engine.notices.page(0, 100);
    expect([total, unread]).toEqual([40, 40]);
    expect(notices.map(({ message }) => message)).toContain('F7.TXT has 8 bytes, in inbox, and no title.');
    expect(notices[0]).toMatchObject({ level: 'info', title: 'From inbox', rule: 'Tell', isRead: false });
    mill.engine.notices.markRead();
    expect(mill.engine.notices.page(0, 1).unread).toBe(0);
  });

  it('an alert stands at the head of the window until it is closed', async () => {
    await mill.watchInbox();
    putRule(mill, { name: 'Gone', on: ['deleted'], then: [{ do: 'alert', message: 'File deleted: {path}', severity: 'problem' }] });
    const path = mill.drop('a.txt', 'one');
    await mill.settled('a.txt', 'done');
    rmSync(path);
    await mill.until(() => mill.engine.alerts.list().length > 0);
    expect(mill.engine.alerts.list()).toMatchObject([{ id: 'rule-Gone', level: 'problem', message: 'File deleted: a.txt' }]);
    expect(mill.engine.notices.page(0, 10).notices).toMatchObject([{ level: 'problem', message: 'File deleted: a.txt' }]);
  });

  it('tags are given, found, and taken back', async () => {
    await mill.watchInbox();
    putRule(mill, { name: 'Name', then: [{ do: 'tag', add: ['{extension|upper}', 'To pay'], remove: ['new', '{folder}'] }] });
    mill.drop('a.txt', 'one');
    mill.drop('b.md', 'two');
    await mill.settled('a.txt', 'done');
    const { id } = await mill.settled('b.md', 'done');
    const find = async (query: string): Promise<string[]> => (await ask(mill, 'files.page', { filter: { query }, sort: 'name', offset: 0, limit: 10 })).rows.map(({ path }) => path);
    expect(await find('tag:txt')).toEqual(['a.txt']);
    expect(await find('tag:"to pay"')).toEqual(['a.txt', 'b.md']);
    expect(await find('tag:to*')).toEqual(['a.txt', 'b.md']);
    expect(await find('tag:new')).toEqual([]);
    expect((await ask(mill, 'files.detail', { id })).tags).toEqual(['MD', 'To pay']);
    expect(await ask(mill, 'tags.list', {})).toEqual({ tags: [{ tag: 'MD', files: 1 }, { tag: 'To pay', files: 2 }, { tag: 'TXT', files: 1 }] });

    await ask(mill, 'files.tag', { ids: [id], add: ['mine'] });
    const effect = effectsIn(mill).find(({ fileId, action }) => fileId === id && action === 'tag');
    expect(await ask(mill, 'effects.undo', { ids: [effect?.id ?? 0] })).toMatchObject({ undone: 1, failed: [] });
    expect((await ask(mill, 'files.detail', { id })).tags).toEqual(['mine']);
    expect(await find('tag:"to pay"')).toEqual(['a.txt']);
  });
});

describe('webhook', () => {
  it('sends the facts once, with the rule’s own headers, and tells nobody of these', async () => {
    await mill.watchInbox();
    const receiver = await serveWeb(() => ({ status: 200 }));
    putRule(mill, { name: 'Tell', then: [{ do: 'webhook', url: `${receiver.url}/in?key=hidden`, headers: { Authorization: 'Bearer top-secret' } }] });
    mill.drop('a.txt', 'one two');
    const { id } = await mill.settled('a.txt', 'done');
    expect(receiver.heard).toHaveLength(1);
    const [{ method, url, headers, body }] = receiver.heard as [(typeof receiver.heard)[number]];
    expect([method, url, headers.authorization, headers['content-type']]).toEqual(['POST', '/in?key=hidden', 'Bearer top-secret', 'application/json']);
    expect(JSON.parse(body)).toMatchObject({ event: 'created', rule: 'Tell', folder: 'inbox', path: join(mill.inbox, 'a.txt'), size: 7, facts: { name: 'a.txt', words: 2 } });
    const told = JSON.stringify([effectsIn(mill), outcomesOf(mill, 'a.txt'), await ask(mill, 'files.detail', { id }), filesBelow(join(mill.data, 'logs'))]);
    expect(told).not.toMatch(/top-secret|hidden/);
    await receiver.close();
  });

  it('tries again where that makes sense, and does not do the steps before it again', async () => {
    await mill.watchInbox();
    const receiver = await serveWeb((_request, turn) => ({ status: turn === 1 ? 503 : 200 }));
    putRule(mill, { name: 'Tell', then: [{ do: 'log', to: out, as: 'log.jsonl' }, { do: 'webhook', url: receiver.url }] });
    mill.drop('a.txt', 'one');
    await mill.until(() => (mill.row('a.txt')?.error ?? null) !== null);
    const row = await mill.settled('a.txt', 'waiting');
    expect(row.error).toMatchObject({ code: 'action.unreachable', message: expect.stringContaining('it answered 503') as string });
    await ask(mill, 'files.retry', { ids: [row.id] });
    await mill.settled('a.txt', 'done');
    expect(receiver.heard).toHaveLength(2);
    expect(receiver.heard[0]?.headers['idempotency-key']).toBe(receiver.heard[1]?.headers['idempotency-key']);
    expect(linesOf(join(out, 'log.jsonl'))).toHaveLength(1);
    await receiver.close();
  });
});
