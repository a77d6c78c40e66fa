import { expect, it } from 'vitest';
import { retryPauses } from './retry-pauses';

it('grows from try to try, and there is none after the last', () => {
  expect(retryPauses(3, 1, 2)).toEqual([1, 2]);
  expect(retryPauses(4, 0.5, 3)).toEqual([0.5, 1.5, 4.5]);
  expect(retryPauses(1, 1, 2)).toEqual([]);
});
