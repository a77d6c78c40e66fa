import { expect, it } from 'vitest';
import { DueQueue } from './due-queue';

it('gives entries back in the order in which they fall due', () => {
  const queue = new DueQueue<number>();
  const dues = Array.from({ length: 500 }, (_, i) => (i * 7919) % 1009);
  for (const due of dues) queue.push(due, due);
  const taken: number[] = [];
  for (let next = queue.takeDue(2000); next !== undefined; next = queue.takeDue(2000)) taken.push(next);
  expect(taken).toEqual([...dues].sort((a, b) => a - b));
  expect(queue.size).toBe(0);
});

it('keeps what is not due yet', () => {
  const queue = new DueQueue<string>();
  queue.push(10, 'later');
  expect(queue.takeDue(9)).toBeUndefined();
  expect(queue.nextDue).toBe(10);
  expect(queue.takeDue(10)).toBe('later');
  expect(queue.nextDue).toBeNull();
});
