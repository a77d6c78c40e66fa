import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { FileRow } from '../../shared/model/file';
import { PagedRows, type RowsAnswer } from './paged-rows';

const row = (id: number): FileRow => ({ id, name: `file-${id}`, steps: [] }) as unknown as FileRow;

/** A list of files in an engine, newest first, that answers when told to. */
function fakeEngine(count: number) {
  const ids = Array.from({ length: count }, (_, index) => count - index);
  const open: (() => void)[] = [];
  const asked: { offset: number; limit: number }[] = [];
  const ask = (range: { offset: number; limit: number }): Promise<RowsAnswer<FileRow>> => {
    asked.push(range);
    return new Promise((resolve) => {
      open.push(() => resolve({ total: ids.length, rows: ids.slice(range.offset, range.offset + range.limit).map(row) }));
    });
  };
  const answer = async (): Promise<void> => {
    open.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
  };
  const settle = async (): Promise<void> => {
    await vi.advanceTimersByTimeAsync(300);
    await answer();
  };
  return { ids, open, asked, ask, answer, settle };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('PagedRows', () => {
  it('asks for the rows on show only, and knows the total', async () => {
    const engine = fakeEngine(10_000);
    const rows = new PagedRows(engine.ask);
    rows.touch();
    await engine.settle();
    expect(rows.total).toBe(10_000);
    expect(rows.rowAt(0)?.id).toBe(10_000);
    expect(rows.rowAt(5_000)).toBeUndefined();

    rows.show(5_000, 5_020);
    await engine.settle();
    expect(rows.rowAt(5_010)?.id).toBe(4_990);
    expect(engine.asked.every(({ limit }) => limit <= 100)).toBe(true);
  });

  it('asks at once for rows that lack, also for those that came into view while a request was under way', async () => {
    const engine = fakeEngine(10_000);
    const rows = new PagedRows(engine.ask, 250);
    rows.touch();
    await engine.settle();
    await vi.advanceTimersByTimeAsync(1_000);
    rows.show(2_000, 2_020);
    await vi.advanceTimersByTimeAsync(0);
    expect(engine.asked).toHaveLength(2);
    rows.show(5_000, 5_020);
    rows.show(8_000, 8_020);
    await engine.answer();
    expect(engine.asked).toHaveLength(3);
    await engine.answer();
    expect(rows.rowAt(8_010)?.id).toBe(1_990);
    expect(rows.rowAt(5_010)).toBeUndefined();
  });

  it('knows where all rows lie now when others came in above them, also those that were not asked for again', async () => {
    const engine = fakeEngine(10_000);
    const rows = new PagedRows(engine.ask);
    rows.touch();
    await engine.settle();
    rows.show(1_000, 1_060);
    await engine.settle();
    rows.show(1_000, 1_020);
    engine.ids.unshift(...Array.from({ length: 30 }, (_, at) => 10_030 - at));
    rows.touch();
    await engine.settle();
    expect([rows.indexOf(9_000), rows.indexOf(8_951), rows.rowAt(1_079)?.id]).toEqual([1_030, 1_079, 8_951]);
  });

  it('finds the rows on show again when more came at once than it reads', async () => {
    const engine = fakeEngine(10_000);
    const rows = new PagedRows(engine.ask);
    rows.touch();
    await engine.settle();
    rows.show(1_000, 1_020);
    await engine.settle();
    engine.ids.unshift(...Array.from({ length: 700 }, (_, at) => 10_700 - at));
    rows.touch();
    await engine.settle();
    expect(rows.indexOf(9_000)).toBe(1_700);
    // As a view does that follows them.
    rows.show(1_700, 1_720);
    await engine.settle();
    expect([rows.rowAt(1_700)?.id, rows.rowAt(1_720)?.id, rows.rowAt(1_000)?.id]).toEqual([9_000, 8_980, 9_700]);
  });

  it('takes rows that came among others, or others that went, for no move of all', async () => {
    const engine = fakeEngine(10_000);
    const rows = new PagedRows(engine.ask);
    rows.touch();
    await engine.settle();
    rows.show(1_000, 1_060);
    await engine.settle();
    // Of two more, one has come above the rows on show and one among them.
    engine.ids.splice(1_010, 0, 20_000);
    engine.ids.unshift(10_001);
    rows.show(1_000, 1_020);
    rows.touch();
    await engine.settle();
    expect([rows.indexOf(9_000), rows.indexOf(20_000), rows.rowAt(1_011)?.id, rows.rowAt(1_012)?.id]).toEqual([1_001, 1_011, 20_000, 8_990]);
  });

  it('never has two requests under way, and follows a storm of changes at four a second', async () => {
    const engine = fakeEngine(500);
    const rows = new PagedRows(engine.ask, 250);
    rows.touch();
    await engine.settle();
    const before = engine.asked.length;
    for (let at = 0; at < 100; at += 1) {
      rows.touch();
      await vi.advanceTimersByTimeAsync(20);
      expect(engine.open.length).toBeLessThanOrEqual(1);
      await engine.answer();
    }
    expect(engine.asked.length - before).toBeLessThanOrEqual(9);
    expect(engine.asked.length - before).toBeGreaterThanOrEqual(6);
  });

  it('asks nothing while nothing changes', async () => {
    const engine = fakeEngine(500);
    const rows = new PagedRows(engine.ask);
    rows.touch();
    await engine.settle();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(engine.asked).toHaveLength(1);
  });

  it('keeps the very objects of rows that only moved', async () => {
    const engine = fakeEngine(100);
    const rows = new PagedRows(engine.ask);
    rows.touch();
    await engine.settle();
    const newest = rows.rowAt(0);
    engine.ids.unshift(101);
    rows.touch();
    await engine.settle();
    expect(rows.rowAt(0)?.id).toBe(101);
    expect(rows.rowAt(1)).toBe(newest);
    expect(rows.indexOf(100)).toBe(1);
  });

  it('knows where rows are that so many new ones pushed out of what it reads', async () => {
    const engine = fakeEngine(1_000);
    const rows = new PagedRows(engine.ask, 250, true);
    rows.touch();
    await engine.settle();
    rows.show(200, 220);
    await engine.settle();
    const inView = rows.rowAt(210);
    for (let id = 1_001; id <= 1_400; id += 1) engine.ids.unshift(id);
    rows.touch();
    await engine.settle();
    expect(rows.indexOf(inView?.id ?? 0)).toBe(610);
    expect(rows.rowAt(610)).toBe(inView);
    expect(rows.rowAt(210)?.id).toBe(1_190);
  });

  it('shows the old rows until another question is answered, then none of them', async () => {
    const engine = fakeEngine(100);
    const other = fakeEngine(2);
    const rows = new PagedRows(engine.ask);
    rows.touch();
    await engine.settle();
    rows.replace(other.ask);
    expect(rows.rowAt(50)?.id).toBe(50);
    await other.settle();
    expect(rows.total).toBe(2);
    expect(rows.rowAt(50)).toBeUndefined();
    expect(rows.indexOf(50)).toBeUndefined();
  });

  it('says what went wrong, keeps its rows and tries again', async () => {
    const engine = fakeEngine(10);
    let isBroken = false;
    const rows = new PagedRows((range) =>
      isBroken ? Promise.reject(new FilemillError('store.busy', 'The ledger is busy.')) : engine.ask(range),
    );
    rows.touch();
    await engine.settle();
    isBroken = true;
    rows.touch();
    await vi.advanceTimersByTimeAsync(300);
    expect(rows.error?.message).toBe('The ledger is busy.');
    expect(rows.rowAt(3)?.id).toBe(7);
    isBroken = false;
    await vi.advanceTimersByTimeAsync(1_000);
    await engine.answer();
    expect(rows.error).toBeNull();
  });

  it('names the rows of a range, asking for those it has not read', async () => {
    const engine = fakeEngine(1_200);
    const rows = new PagedRows(engine.ask);
    rows.touch();
    await engine.settle();
    const { signal } = new AbortController();
    expect(await rows.idsBetween(2, 4, signal)).toEqual([1_198, 1_197, 1_196]);
    expect(engine.asked).toHaveLength(1);
    const all = rows.idsBetween(0, 1_199, signal);
    for (let page = 0; page < 3; page += 1) await engine.answer();
    expect(await all).toEqual(engine.ids);
  });
});
