import { expect, it } from 'vitest';
import { appendText } from './text-pages';

it('counts pages across the pieces in which a text arrives', () => {
  const first = appendText([], 'one\ftw');
  const all = appendText(first, 'o\fthree');
  expect(all.map(({ page, isStart, text }) => [page, isStart, text])).toEqual([
    [1, true, 'one'],
    [2, true, 'tw'],
    [2, false, 'o'],
    [3, true, 'three'],
  ]);
  expect(all[0]).toBe(first[0]);
  expect(new Set(all.map((block) => block.key)).size).toBe(all.length);
});
