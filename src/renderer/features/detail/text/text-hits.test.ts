import { expect, it } from 'vitest';
import { termsOf } from '../../../format/find-hits';
import { allHits, hitFinder } from './text-hits';
import { appendText } from './text-pages';

it('finds hits page by page, at their places in their pages', () => {
  const blocks = appendText([], 'net 30\fno such\fthe Network of nets');
  const find = hitFinder(termsOf('net'));
  expect(allHits(blocks, find)).toEqual([
    { page: 1, start: 0, end: 3 },
    { page: 3, start: 4, end: 7 },
    { page: 3, start: 15, end: 18 },
  ]);
  expect(allHits(blocks, hitFinder([]))).toEqual([]);
});

it('searches a block once', () => {
  const [block] = appendText([], 'net');
  const find = hitFinder(termsOf('net'));
  expect(block && find(block)).toBe(block && find(block));
});

it('ends somewhere', () => {
  expect(allHits(appendText([], 'a '.repeat(12_000)), hitFinder(termsOf('a')))).toHaveLength(10_000);
});
