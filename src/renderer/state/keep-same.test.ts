import { expect, it } from 'vitest';
import { keepSame } from './keep-same';

it('keeps every part that has not changed', () => {
  const before = { counts: { done: 1 }, folders: [{ id: 1 }, { id: 2 }] };
  const after = keepSame(before, { counts: { done: 2 }, folders: [{ id: 1 }, { id: 2 }] });
  expect(after).toEqual({ counts: { done: 2 }, folders: [{ id: 1 }, { id: 2 }] });
  expect(after.folders).toBe(before.folders);
  expect(keepSame(before, structuredClone(before))).toBe(before);
});

it('sees what is gone and what is new', () => {
  const before = { a: 1, b: undefined } as Record<string, unknown>;
  expect(keepSame(before, { a: 1, c: undefined })).toEqual({ a: 1, c: undefined });
  expect(keepSame<unknown>([1, 2], [1])).toEqual([1]);
  expect(keepSame<unknown>({ a: 1 }, null)).toBeNull();
});
