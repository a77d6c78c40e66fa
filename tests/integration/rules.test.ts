import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Mill } from '../helpers/mill';
import { ask, effectsIn, filesBelow, outcomesOf, putRule, stepsOf } from '../helpers/rules';

let mill: Mill;
let out: string;
beforeEach(async () => {
  mill = new Mill();
  out = join(mill.base, 'out');
  mkdirSync(out);
  await mill.start();
});
afterEach(() => mill.end());

const day = (): string => {
  const now = new Date();
  return `${now.getFullYear()}${String(now.getMonth() + 1).padStart(2, '0')}${String(now.getDate()).padStart(2, '0')}`;
};
const logged = (): { event_type: string; path: string; actions: { action: string }[] }[] =>
  existsSync(join(out, 'log.jsonl'))
    ? readFileSync(join(out, 'log.jsonl'), 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as ReturnType<typeof logged>[number])
    : [];

describe('rules', () => {
  it('back up what comes, in the layout of the specification', async () => {
    await mill.watchInbox();
    putRule(mill, { name: 'Safe', on: ['created'], then: [{ do: 'backup', to: out }] });
    const original = mill.dropOld('sub/a.txt', 'one');
    await mill.settled('sub/a.txt', 'done');
    expect(filesBelow(out)).toEqual({ [`created/${day()}/a.txt`]: 'one' });
    expect(readFileSync(original, 'utf8')).toBe('one');
    expect(outcomesOf(mill, 'sub/a.txt')).toMatchObject([{ rule: 'Safe', isMet: true, steps: [{ action: 'backup', state: 'done', target: join(out, `created/${day()}/a.txt`) }] }]);
    expect(mill.row('sub/a.txt')?.reason).toContain('“Safe”');
    expect(mill.accountingHolds()).toBe(true);
  });

  it('move the original last, under the name that an earlier rule gave it', async () => {
    await mill.watchInbox();
    putRule(mill, { name: 'Name', then: [{ do: 'rename', as: 'new_{name}' }] });
    putRule(mill, { name: 'Copy', then: [{ do: 'copy', to: join(out, 'copies') }] });
    putRule(mill, { name: 'Away', then: [{ do: 'move', to: join(out, 'moved') }] });
    const original = mill.dropOld('a.txt', 'one');
    await mill.until(() => effectsIn(mill).some(({ action, state }) => action === 'relocate' && state === 'done'));
    await mill.engine.whenSettled();
    expect(filesBelow(out)).toEqual({ 'copies/new_a.txt': 'one', 'moved/new_a.txt': 'one' });
    expect(existsSync(original)).toBe(false);
    expect(effectsIn(mill).filter(({ action }) => action === 'relocate')).toHaveLength(1);
    expect(mill.engine.snapshot().accounting).toMatchObject({ seen: 1, done: 1 });
    expect(mill.accountingHolds()).toBe(true);
  });

  it('act on each kind of event that they are for, and on no other', { timeout: 40_000 }, async () => {
    await mill.watchInbox({ events: { created: true, modified: true, deleted: true, moved: true, content_changed: true } });
    for (const event of ['created', 'modified', 'deleted', 'moved', 'content_changed'] as const) {
      putRule(mill, { name: `On ${event}`, on: [event], then: [{ do: 'log', to: out, as: 'log.jsonl' }] });
    }
    const path = mill.dropOld('a.txt', 'one');
    await mill.until(() => logged().length === 1);
    writeFileSync(path, 'another text');
    await mill.until(() => logged().length === 2 && mill.row('a.txt')?.state === 'done');
    utimesSync(path, new Date(), new Date(Date.now() - 3_600_000));
    await mill.until(() => logged().length === 3 && mill.row('a.txt')?.state === 'done');
    renameSync(path, join(mill.inbox, 'b.txt'));
    await mill.until(() => logged().length === 4 && mill.row('b.txt')?.state === 'done');
    rmSync(join(mill.inbox, 'b.txt'));
    await mill.until(() => logged().length === 5);
    await mill.engine.whenSettled();
    expect(logged().map(({ event_type, path: at }) => [event_type, at.slice(mill.inbox.length + 1)])).toEqual([
      ['created', 'a.txt'],
      ['content_changed', 'a.txt'],
      ['modified', 'a.txt'],
      ['moved', 'b.txt'],
      ['deleted', 'b.txt'],
    ]);
    expect(effectsIn(mill).map(({ rule, state }) => [rule, state])).toEqual(
      ['created', 'content_changed', 'modified', 'moved', 'deleted'].map((event) => [`On ${event}`, 'done']),
    );
    expect(mill.accountingHolds()).toBe(true);
  });

  it('do with a deleted file what needs no file, and say so of the rest', async () => {
    await mill.watchInbox({ events: { created: true, modified: true, deleted: true, moved: true, content_changed: true } });
    putRule(mill, { name: 'Gone', on: ['deleted'], then: [{ do: 'copy', to: join(out, 'copies') }, { do: 'log', to: out, as: 'log.jsonl' }, { do: 'alert', message: '{name} is gone' }] });
    const path = mill.dropOld('a.txt', 'one');
    await mill.settled('a.txt', 'done');
    rmSync(path);
    await mill.until(() => logged().length === 1);
    await mill.engine.whenSettled();
    expect(stepsOf(mill, 'a.txt').map(({ action, state }) => [action, state])).toEqual([['copy', 'skipped'], ['log', 'done'], ['alert', 'done']]);
    expect(readdirSync(out)).toEqual(['log.jsonl']);
  });

  it('are asked in their order, and one with “stop” is the last', async () => {
    await mill.watchInbox();
    const copyTo = (name: string): { do: 'copy'; to: string } => ({ do: 'copy', to: join(out, name) });
    putRule(mill, { name: 'Texts', if: { fact: 'extension', operator: 'is', value: 'txt' }, stop: true, then: [copyTo('texts')] });
    putRule(mill, { name: 'All', then: [copyTo('all')] });
    mill.dropOld('a.txt', 'one');
    mill.dropOld('b.csv', 'x,y\n1,2\n');
    await mill.settled('a.txt', 'done');
    await mill.settled('b.csv', 'done');
    expect(filesBelow(out)).toEqual({ 'texts/a.txt': 'one', 'all/b.csv': 'x,y\n1,2\n' });
    expect(outcomesOf(mill, 'a.txt')).toMatchObject([{ rule: 'Texts', isMet: true }, { rule: 'All', isMet: false, reason: expect.stringContaining('“Texts”') as string }]);
    expect(outcomesOf(mill, 'b.csv')[0]?.trace).toMatchObject({ isMet: false });
    expect(outcomesOf(mill, 'b.csv')[0]?.trace?.sentence).not.toBe('');
  });

  it('stop at what fails: the original stays, the next file goes on, and a retry does only what is left', { timeout: 30_000 }, async () => {
    await mill.watchInbox();
    putRule(mill, {
      name: 'Three',
      if: { fact: 'name', operator: 'is', value: 'a.txt' },
      then: [
        { do: 'copy', to: join(out, 'first') },
        { do: 'copy', to: join(out, 'obstacle') },
        { do: 'log', to: out, as: 'log.jsonl' },
        { do: 'move', to: join(out, 'moved') },
      ],
    });
    writeFileSync(join(out, 'obstacle'), 'a file where a folder should be');
    const original = mill.dropOld('a.txt', 'one');
    mill.dropOld('next.txt', 'two');
    await mill.settled('next.txt', 'done');
    const { id, error } = await mill.settled('a.txt', 'attention');
    expect(error?.message).toContain('obstacle');
    expect(readFileSync(original, 'utf8')).toBe('one');
    expect(stepsOf(mill, 'a.txt').map(({ state }) => state)).toEqual(['done', 'failed', 'notReached', 'notReached']);
    expect(mill.accountingHolds()).toBe(true);

    rmSync(join(out, 'obstacle'));
    mill.engine.retry({ ids: [id] });
    await mill.until(() => effectsIn(mill).some(({ action, state }) => action === 'relocate' && state === 'done'));
    await mill.engine.whenSettled();
    expect(filesBelow(out)).toMatchObject({ 'first/a.txt': 'one', 'obstacle/a.txt': 'one', 'moved/a.txt': 'one' });
    expect(readdirSync(join(out, 'first'))).toEqual(['a.txt']);
    expect(logged()).toHaveLength(1);
    expect(existsSync(original)).toBe(false);
    expect(mill.engine.snapshot().accounting).toMatchObject({ seen: 2, done: 2 });
  });

  it('go on after what fails where they are told to', async () => {
    await mill.watchInbox();
    putRule(mill, { name: 'Both', then: [{ do: 'copy', to: join(out, 'obstacle'), onFailure: 'continue' }, { do: 'copy', to: join(out, 'second') }] });
    writeFileSync(join(out, 'obstacle'), '');
    mill.dropOld('a.txt', 'one');
    await mill.settled('a.txt', 'done');
    expect(stepsOf(mill, 'a.txt').map(({ state }) => state)).toEqual(['failed', 'done']);
    expect(stepsOf(mill, 'a.txt')[0]?.error?.message).toContain('obstacle');
    // Done is not all that is said of it.
    expect(mill.row('a.txt')?.reason).toMatch(/^By “Both”: .*obstacle.*; copied to /);
    expect(filesBelow(join(out, 'second'))).toEqual({ 'a.txt': 'one' });
  });

  it('do nothing twice when the engine is started again', async () => {
    await mill.watchInbox();
    putRule(mill, { name: 'Log', then: [{ do: 'log', to: out, as: 'log.jsonl' }, { do: 'copy', to: join(out, 'copies') }, { do: 'notify' }] });
    mill.dropOld('a.txt', 'one');
    await mill.settled('a.txt', 'done');
    const before = effectsIn(mill).map(({ id }) => id);
    await mill.restart();
    mill.dropOld('b.txt', 'two');
    await mill.settled('b.txt', 'done');
    await mill.engine.whenSettled();
    expect(effectsIn(mill).slice(0, before.length).map(({ id }) => id)).toEqual(before);
    expect(logged().map(({ path }) => path.slice(mill.inbox.length + 1))).toEqual(['a.txt', 'b.txt']);
    expect(filesBelow(join(out, 'copies'))).toEqual({ 'a.txt': 'one', 'b.txt': 'two' });
  });

  it('that ask for errors act on files that can’t be read, the others do not', async () => {
    await mill.watchInbox({ moveFailed: false });
    putRule(mill, { name: 'Broken', if: { fact: 'error', operator: 'is known', value: true }, then: [{ do: 'copy', to: join(out, 'broken') }] });
    putRule(mill, { name: 'Fine', then: [{ do: 'copy', to: join(out, 'fine') }] });
    mill.dropOld('a.json', '{"a": ');
    mill.dropOld('b.pdf', '%PDF-1.7\nnothing\n%%EOF\n');
    mill.dropOld('c.txt', 'one');
    await mill.settled('a.json', 'attention');
    await mill.settled('b.pdf', 'attention');
    await mill.settled('c.txt', 'done');
    await mill.engine.whenSettled();
    expect(Object.keys(filesBelow(out)).sort()).toEqual(['broken/a.json', 'broken/b.pdf', 'fine/c.txt']);
    expect(mill.engine.snapshot().accounting).toMatchObject({ seen: 3, attention: 2, done: 1 });
  });

  it('are told of in the timeline, the history line and the answer to “why”', async () => {
    await mill.watchInbox();
    putRule(mill, { name: 'Texts', if: { fact: 'extension', operator: 'is', value: 'txt' }, then: [{ do: 'copy', to: out }] });
    mill.dropOld('a.txt', 'one');
    const { id } = await mill.settled('a.txt', 'done');
    const detail = await ask(mill, 'files.detail', { id });
    expect(detail.timeline.find(({ name }) => name === 'Texts')).toMatchObject({ stage: 'publish', mark: 'done', detail: expect.stringContaining('a.txt') as string });
    expect((await ask(mill, 'files.why', { id })).answer).toContain('By “Texts”');
    const { run } = await ask(mill, 'rules.ofFile', { id });
    expect(run?.outcomes).toMatchObject([{ rule: 'Texts', isMet: true, trace: { isMet: true }, steps: [{ state: 'done', sentence: expect.stringContaining('a.txt') as string }] }]);
  });

  it('tell whose check a file did not pass, what had not to be done, and what was taken back', async () => {
    await mill.watchInbox();
    putRule(mill, { name: 'Check', if: { fact: 'name', operator: 'starts with', value: 'bad' }, then: [{ do: 'validate', as: 'json' }] });
    putRule(mill, { name: 'Copy', then: [{ do: 'copy', to: out, conflict: 'keepIdentical' }] });
    writeFileSync(join(out, 'same.txt'), 'the same');
    for (const [name, text] of [['bad.txt', 'no JSON'], ['same.txt', 'the same'], ['new.txt', 'new']] as const) mill.dropOld(name, text);
    const refused = await mill.settled('bad.txt', 'attention');
    const same = await mill.settled('same.txt', 'done');
    const { id } = await mill.settled('new.txt', 'done');
    const why = async (fileId: number) => ask(mill, 'files.why', { id: fileId });
    expect((await why(refused.id)).answer).toMatch(/^It was read, but the rule “Check” refused it: it is not JSON as it should be: /i);
    expect(same.reason).toBe(`By “Copy”: nothing new; the same file lies at “${join(out, 'same.txt')}” already.`);
    const [effect] = (await why(id)).effects;
    expect(effect).toMatchObject({ action: 'copy', rule: 'Copy', target: join(out, 'new.txt'), state: 'done' });
    await ask(mill, 'effects.undo', { ids: [effect?.id ?? 0] });
    expect(await why(id)).toMatchObject({ answer: expect.stringContaining('That was taken back since.') as string, effects: [{ state: 'undone' }] });
  });
});
