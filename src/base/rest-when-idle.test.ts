import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { restWhenIdle } from './rest-when-idle';

/** Microseconds that the process has taken so far. */
let taken = 0;

beforeEach(() => {
  taken = 0;
  vi.useFakeTimers();
  vi.spyOn(process, 'cpuUsage').mockImplementation((before) => ({ user: taken - (before?.user ?? 0), system: 0 }));
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Ten seconds each, with so many milliseconds of work. */
function pass(...workMs: number[]): void {
  for (const ms of workMs) {
    taken += ms * 1_000;
    vi.advanceTimersByTime(10_000);
  }
}

it('lets go once after the start, when nothing is to do any more', () => {
  const letGo = vi.fn();
  const resting = restWhenIdle(letGo);
  pass(5_000, 400, 20);
  expect(letGo).not.toHaveBeenCalled();
  pass(20);
  expect(letGo).toHaveBeenCalledTimes(1);
  pass(20, 20, 20, 90);
  expect(letGo).toHaveBeenCalledTimes(1);
  resting.stop();
});

it('lets go again after work, and after work that it was told of', () => {
  const letGo = vi.fn();
  const resting = restWhenIdle(letGo);
  pass(20, 20);
  pass(300, 20, 20);
  expect(letGo).toHaveBeenCalledTimes(2);
  resting.noteWork();
  pass(20);
  expect(letGo).toHaveBeenCalledTimes(2);
  pass(20);
  expect(letGo).toHaveBeenCalledTimes(3);
  resting.stop();
});

it('gives memory back', () => {
  const resting = restWhenIdle();
  let litter: unknown = Array.from({ length: 200_000 }, (_, at) => ({ at }));
  const before = process.memoryUsage().heapUsed;
  litter = null;
  pass(20, 20);
  expect(litter).toBeNull();
  expect(process.memoryUsage().heapUsed).toBeLessThan(before - 2_000_000);
  resting.stop();
});
