import { expect, it } from 'vitest';
import { appendText } from './text-pages';

it('counts pages across the pieces in which a text arrives', () => {
  const first = appendText([], 'one\ftw');
  const all = appendText(first, 'o\fthree');
  expect(all.map(({ page, start, text }) => [page, start, text])).toEqual([
    [1, 0, 'one'],
    [2, 0, 'two'],
    [3, 0, 'three'],
  ]);
  expect(all[0]).toBe(first[0]);
  expect(new Set(all.map((block) => block.key)).size).toBe(all.length);
});

it('keeps the blocks of a very long page apart, each knowing where it begins', () => {
  const long = 'x'.repeat(50_000);
  const all = appendText(appendText(appendText([], `a\f${long}`), long), 'end\fnext');
  expect(all.map(({ page, start, text }) => [page, start, text.length])).toEqual([
    [1, 0, 1],
    [2, 0, 50_000],
    [2, 50_000, 50_003],
    [3, 0, 4],
  ]);
});
