import { expect, it } from 'vitest';
import { BestFirst } from './best-first';

it('gives the best of what it has, whenever it is asked', () => {
  const heap = new BestFirst<number>((a, b) => a > b);
  const given: number[] = [];
  for (const value of [5, 3, 9, 1, 9, 7]) heap.add(value);
  for (let i = 0; i < 3; i += 1) {
    given.push(heap.top!);
    heap.drop();
  }
  for (const value of [2, 8, 4]) heap.add(value);
  for (; heap.top !== undefined; heap.drop()) given.push(heap.top);
  expect(given).toEqual([9, 9, 7, 8, 5, 4, 3, 2, 1]);
});
