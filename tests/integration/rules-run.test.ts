import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RuleOrder } from '../../src/shared/model/rule-order';
import { Mill } from '../helpers/mill';
import { ask, effectsIn, filesBelow, outcomesOf, putRule } from '../helpers/rules';

let mill: Mill;
let out: string;
beforeEach(async () => {
  mill = new Mill();
  out = join(mill.base, 'out');
  mkdirSync(out);
  await mill.start();
});
afterEach(() => mill.end());

const order = (id: number): RuleOrder | undefined => mill.engine.rules.orders.list(10).find((one) => one.id === id);

async function run(input: Parameters<typeof ask<'rules.run'>>[2]): Promise<RuleOrder> {
  const { id } = await ask(mill, 'rules.run', input);
  await mill.until(() => order(id)?.isLooking === false && order(id)?.open === 0);
  await mill.engine.whenSettled();
  return order(id) as RuleOrder;
}

const triggersOf = (path: string): string[] =>
  mill.engine.database.all<{ trigger: string }>('SELECT j."trigger" FROM jobs j JOIN files f ON f.id = j.file_id WHERE f.path = ? ORDER BY j.id', path).map(({ trigger }) => trigger);

describe('rules that somebody has act on files that are there', () => {
  it('do what the review says, with the files that they are for alone, and all of it is taken back as one', async () => {
    for (const name of ['a.txt', 'b.txt', 'c.csv']) mill.dropOld(name, name);
    await mill.watchInbox();
    await mill.engine.whenSettled();
    putRule(mill, { name: 'Texts', if: { fact: 'extension', operator: 'is', value: 'txt' }, then: [{ do: 'copy', to: out }, { do: 'tag', add: ['seen'] }] });
    const review = await ask(mill, 'rules.review', { names: ['Texts'] });
    expect(review).toMatchObject({ files: 3, acted: 2, steps: 4, before: 0, unread: 0, underWay: 0 });
    expect(review.rows.map(({ path }) => path)).toEqual(['a.txt', 'b.txt']);
    expect(filesBelow(out)).toEqual({});

    const done = await run({ names: ['Texts'], revision: review.revision });
    expect(done).toMatchObject({ trigger: 'manual', rules: ['Texts'], folderId: null, files: 2, open: 0, attention: 0, effects: 4, undone: 0 });
    expect(filesBelow(out)).toEqual({ 'a.txt': 'a.txt', 'b.txt': 'b.txt' });
    expect(outcomesOf(mill, 'a.txt')).toMatchObject([{ rule: 'Texts', isMet: true, steps: [{ state: 'done' }, { state: 'done' }] }]);
    expect([triggersOf('a.txt').at(-1), triggersOf('a.txt').length, triggersOf('c.csv').length]).toEqual(['manual', 2, 1]);
    expect(mill.accountingHolds()).toBe(true);

    expect((await ask(mill, 'effects.plan', { orderId: done.id })).ids).toHaveLength(4);
    expect(await ask(mill, 'effects.undoAll', { orderId: done.id })).toEqual({ undone: 4, failed: [] });
    expect(filesBelow(out)).toEqual({});
    expect(order(done.id)).toMatchObject({ effects: 0, undone: 4 });
    await expect(async () => ask(mill, 'effects.undoAll', { rule: 'Txets' })).rejects.toThrow('There is no rule “Txets”');
    expect(await ask(mill, 'effects.undoAll', { rule: 'Texts' })).toEqual({ undone: 0, failed: [] });
  });

  it('leave alone what they have done before with the same bytes, unless that is wanted', async () => {
    mill.dropOld('a.txt', 'one');
    await mill.watchInbox();
    await mill.engine.whenSettled();
    putRule(mill, { name: 'Copy', isEnabled: false, then: [{ do: 'copy', to: out, conflict: 'rename' }] });
    expect(await run({ names: ['Copy'] })).toMatchObject({ files: 1, effects: 1 });
    expect(await ask(mill, 'rules.review', { names: ['Copy'] })).toMatchObject({ acted: 0, before: 1 });
    expect(await run({ names: ['Copy'] })).toMatchObject({ files: 0, effects: 0 });
    expect(Object.keys(filesBelow(out))).toEqual(['a.txt']);
    expect(await run({ names: ['Copy'], again: true })).toMatchObject({ files: 1, effects: 1 });
    expect(Object.keys(filesBelow(out))).toEqual(['a (2).txt', 'a.txt']);
  });

  it('also take up files that their folder had left alone, once these are read', async () => {
    mill.dropOld('a.txt', 'please pay this invoice');
    mill.dropOld('b.txt', 'hello');
    const folderId = await mill.watchInbox({}, true);
    await mill.engine.whenSettled();
    expect(mill.row('a.txt')?.state).toBe('ignored');
    putRule(mill, { name: 'Invoices', if: { fact: 'text', operator: 'contains', value: 'invoice' }, then: [{ do: 'move', to: out }] });
    expect(await ask(mill, 'rules.review', { folderId })).toMatchObject({ files: 2, acted: 0, unread: 2 });
    const done = await run({ folderId });
    expect(done).toMatchObject({ folderId, files: 2, effects: 1 });
    expect(filesBelow(out)).toEqual({ 'a.txt': 'please pay this invoice' });
    expect(mill.row('b.txt')?.state).toBe('done');
    await ask(mill, 'effects.undoAll', { orderId: done.id });
    expect(readFileSync(join(mill.inbox, 'a.txt'), 'utf8')).toBe('please pay this invoice');
    expect(mill.accountingHolds()).toBe(true);
  });

  it('can be called off: what nobody has begun is as it was', async () => {
    for (const name of ['a.txt', 'b.txt']) mill.dropOld(name, name);
    await mill.watchInbox();
    await mill.engine.whenSettled();
    const before = mill.rows().map(({ id, state, settledAt, reason }) => ({ id, state, settledAt, reason }));
    putRule(mill, { name: 'Copy', then: [{ do: 'copy', to: out }] });
    const { id } = await ask(mill, 'rules.run', { names: ['Copy'] });
    mill.engine.pause();
    await ask(mill, 'rules.cancelOrder', { id });
    mill.engine.resume();
    await mill.engine.whenSettled();
    expect(order(id)).toMatchObject({ isLooking: false, open: 0, effects: 0, cancelledAt: expect.any(Number) as number });
    expect(filesBelow(out)).toEqual({});
    expect(mill.rows().map(({ id: fileId, state, settledAt, reason }) => ({ id: fileId, state, settledAt, reason }))).toEqual(before);
    expect(mill.accountingHolds()).toBe(true);
  });

  it('called off while their files wait, leave these as they were', async () => {
    for (const name of ['a.txt', 'b.txt']) mill.dropOld(name, name);
    await mill.watchInbox();
    await mill.engine.whenSettled();
    const before = mill.rows();
    putRule(mill, { name: 'Copy', then: [{ do: 'copy', to: out }] });
    const { id } = await ask(mill, 'rules.run', { names: ['Copy'] });
    await mill.until(() => order(id)?.files === 2);
    await ask(mill, 'rules.cancelOrder', { id });
    await mill.engine.whenSettled();
    const { effects = 0 } = order(id) ?? {};
    expect(Object.keys(filesBelow(out))).toHaveLength(effects);
    expect(mill.rows().map(({ state }) => state)).toEqual(before.map(({ state }) => state));
    expect(mill.accountingHolds()).toBe(true);
  });

  it('go on after Filemill has ended in between', async () => {
    for (let number = 0; number < 30; number += 1) mill.dropOld(`${number}.txt`, `text ${number}`);
    await mill.watchInbox();
    await mill.engine.whenSettled();
    putRule(mill, { name: 'Copy', then: [{ do: 'copy', to: out }] });
    const { id } = await ask(mill, 'rules.run', { names: ['Copy'] });
    await mill.engine.close();
    await mill.start();
    await mill.until(() => order(id)?.isLooking === false && order(id)?.open === 0);
    await mill.engine.whenSettled();
    expect(Object.keys(filesBelow(out))).toHaveLength(30);
    expect(effectsIn(mill)).toHaveLength(30);
    expect(order(id)).toMatchObject({ files: 30, effects: 30, attention: 0 });
    expect(mill.accountingHolds()).toBe(true);
  });

  it('are asked about what was looked at alone: other bytes are news like any other', async () => {
    mill.dropOld('a.txt', 'one');
    await mill.watchInbox();
    await mill.engine.whenSettled();
    putRule(mill, { name: 'Once', isEnabled: false, then: [{ do: 'copy', to: join(out, 'once') }] });
    putRule(mill, { name: 'Always', on: ['content_changed'], then: [{ do: 'copy', to: join(out, 'always') }] });
    mill.engine.pause();
    const { id } = await ask(mill, 'rules.run', { names: ['Once'] });
    mill.dropOld('a.txt', 'another');
    mill.engine.resume();
    await mill.until(() => order(id)?.isLooking === false && mill.row('a.txt')?.size === 7);
    await mill.settled('a.txt', 'done');
    await mill.engine.whenSettled();
    expect(Object.values(filesBelow(out)).every((content) => content === 'another')).toBe(true);
    expect(mill.accountingHolds()).toBe(true);
  });

  it('are refused when they are unknown, or others than those that were reviewed', async () => {
    await mill.watchInbox();
    await expect(async () => ask(mill, 'rules.run', {})).rejects.toThrow('No rule is on.');
    putRule(mill, { name: 'Copy', then: [{ do: 'copy', to: out }] });
    const { revision } = await ask(mill, 'rules.review', {});
    putRule(mill, { name: 'Other', then: [{ do: 'copy', to: out }] });
    await expect(async () => ask(mill, 'rules.run', { revision })).rejects.toThrow('changed meanwhile');
    await expect(async () => ask(mill, 'rules.run', { names: ['Cpoy'] })).rejects.toThrow('There is no rule “Cpoy”');
    await expect(async () => ask(mill, 'effects.undoAll', { orderId: 99 })).rejects.toThrow('no run of rules with the number 99');
    await expect(async () => ask(mill, 'rules.cancelOrder', { id: 99 })).rejects.toThrow('no run of rules with the number 99');
    await expect(async () => ask(mill, 'rules.review', { names: ['Cpoy'] })).rejects.toThrow('There is no rule “Cpoy”');
  });
});
