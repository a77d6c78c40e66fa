import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { HistoryRow } from '../../shared/model/history';
import { RecentResults } from './recent-results';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const rows = (count: number): HistoryRow[] => Array.from({ length: count }, () => ({}) as HistoryRow);

it('asks at once, then every two seconds at most, and the last change is never missed', async () => {
  let ledger = 1;
  const ask = vi.fn(() => Promise.resolve(rows(ledger)));
  const onChanged = vi.fn();
  const results = new RecentResults(ask, onChanged);
  results.update(1);
  for (ledger = 2; ledger < 100; ledger += 1) results.update(ledger);
  ledger = 99;
  expect(ask).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(ask).toHaveBeenCalledTimes(2);
  expect(results.list).toHaveLength(99);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ask).toHaveBeenCalledTimes(2);
  expect(onChanged).toHaveBeenCalledTimes(2);
});

it('keeps what it knew when the engine is gone, and asks the next one', async () => {
  const ask = vi.fn(() => Promise.resolve(rows(3)));
  const results = new RecentResults(ask, () => undefined);
  results.update(1);
  await vi.advanceTimersByTimeAsync(2_000);
  ask.mockRejectedValueOnce(new Error('gone'));
  results.update(2);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(results.list).toHaveLength(3);
  results.update(2);
  expect(ask).toHaveBeenCalledTimes(3);
});
