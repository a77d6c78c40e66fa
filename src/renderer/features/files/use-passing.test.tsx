import { renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { usePassing } from './use-passing';

it('while a list is thrown, what was in view stays and what comes in passes by', () => {
  const { result, rerender } = renderHook(({ isThrown, ids }: { isThrown: boolean; ids: (number | undefined)[] }) => usePassing(isThrown, ids), {
    initialProps: { isThrown: false, ids: [1, 2, undefined] },
  });
  expect([1, 7].map((id) => result.current(id))).toEqual([false, false]);
  rerender({ isThrown: true, ids: [2, 7, 8] });
  expect([2, 7, 8].map((id) => result.current(id))).toEqual([false, true, true]);
  rerender({ isThrown: true, ids: [9] });
  expect([2, 9].map((id) => result.current(id))).toEqual([false, true]);
  rerender({ isThrown: false, ids: [9] });
  expect(result.current(9)).toBe(false);
  rerender({ isThrown: true, ids: [9, 10] });
  expect([9, 10].map((id) => result.current(id))).toEqual([false, true]);
});
