import { describe, expect, it } from 'vitest';
import { Turns } from './turns';

const signal = new AbortController().signal;
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('turns', () => {
  it('lets as many go on as may, and the next when one has ended', async () => {
    const turns = new Turns(() => 2);
    const begun: number[] = [];
    const ends = [1, 2, 3].map(async (n) => {
      const end = await turns.take(signal);
      begun.push(n);
      return end;
    });
    await settled();
    expect([begun, turns.underWay, turns.waitingCount]).toEqual([[1, 2], 2, 1]);
    (await ends[0])?.();
    await settled();
    expect([begun, turns.underWay, turns.waitingCount]).toEqual([[1, 2, 3], 2, 0]);
  });

  it('lets others in between the many turns of one', async () => {
    const turns = new Turns(() => 1);
    const begun: string[] = [];
    const take = async (name: string, whose: AbortSignal): Promise<void> => {
      const end = await turns.take(whose);
      begun.push(name);
      await settled();
      end();
    };
    const [many, few, one] = [signal, new AbortController().signal, new AbortController().signal];
    await Promise.all([...['a1', 'a2', 'a3', 'a4'].map((name) => take(name, many)), ...['b1', 'b2'].map((name) => take(name, few)), take('c1', one)]);
    expect(begun).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4']);
  });

  it('begins what waited when more may go on', async () => {
    let limit = 0;
    const turns = new Turns(() => limit);
    const taken = turns.take(signal);
    expect(turns.underWay).toBe(0);
    limit = 1;
    turns.pump();
    (await taken)();
    expect(turns.underWay).toBe(0);
  });

  it('keeps nobody waiting who was called off, or at the end', async () => {
    const turns = new Turns(() => 0);
    const abort = new AbortController();
    const called = turns.take(abort.signal);
    const late = turns.take(AbortSignal.abort());
    const last = turns.take(signal);
    abort.abort();
    for (const end of await Promise.all([called, late])) end();
    turns.close();
    (await last)();
    expect([turns.underWay, turns.waitingCount]).toEqual([0, 0]);
  });
});
