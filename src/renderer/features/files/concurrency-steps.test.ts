import { expect, it } from 'vitest';
import { concurrencySteps } from './concurrency-steps';

it('goes from all workers down to one and back', () => {
  expect(concurrencySteps(null, 4)).toEqual({ less: 3, more: undefined });
  expect(concurrencySteps(3, 4)).toEqual({ less: 2, more: null });
  expect(concurrencySteps(2, 4)).toEqual({ less: 1, more: 3 });
  expect(concurrencySteps(1, 4)).toEqual({ less: undefined, more: 2 });
});

it('has nothing to choose with one worker', () => {
  expect(concurrencySteps(null, 1)).toEqual({ less: undefined, more: undefined });
  expect(concurrencySteps(1, 1)).toEqual({ less: undefined, more: null });
});

it('comes back from more than there are workers', () => {
  expect(concurrencySteps(16, 4)).toEqual({ less: 3, more: null });
});
