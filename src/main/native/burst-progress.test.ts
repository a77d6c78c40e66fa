import { expect, it } from 'vitest';
import type { Accounting } from '../../shared/model/file';
import { BurstProgress } from './burst-progress';

const files = (open: number, done: number): Accounting => ({ seen: open + done, done, attention: 0, ignored: 0, inProgress: Math.min(open, 2), waiting: Math.max(0, open - 2) });

it('goes from nothing to all of one burst, and begins anew with the next', () => {
  const progress = new BurstProgress();
  expect(progress.update(files(0, 1_000))).toBeNull();
  expect(progress.update(files(10, 1_000))).toBe(0);
  expect(progress.update(files(5, 1_005))).toBe(0.5);
  expect(progress.update(files(10, 1_010))).toBe(0.5);
  expect(progress.update(files(0, 1_020))).toBeNull();
  expect(progress.update(files(20, 1_020))).toBe(0);
});

it('shows nothing for a few files, and never less than nothing', () => {
  const progress = new BurstProgress();
  expect(progress.update(files(2, 10))).toBeNull();
  expect(progress.update(files(6, 10))).toBe(0);
  expect(progress.update(files(8, 4))).toBe(0);
});
