import { expect, it } from 'vitest';
import { aMember } from '../a-group.test-kit';
import { fourOf } from './four-of';

const members = Array.from({ length: 9 }, (_, at) => aMember({ fileId: at + 1, isKeeper: at === 0 }));
const idsFor = (count: number, at: number): number[] => {
  const all = members.slice(0, count);
  return fourOf(all, all[0] as never, all[at] as never).map((one) => one.fileId);
};

it('shows the keeper beside three others, page by page', () => {
  expect(idsFor(9, 1)).toEqual([1, 2, 3, 4]);
  expect(idsFor(9, 3)).toEqual([1, 2, 3, 4]);
  expect(idsFor(9, 4)).toEqual([1, 5, 6, 7]);
});

it('fills the last page', () => {
  expect(idsFor(9, 8)).toEqual([1, 7, 8, 9]);
  expect(idsFor(3, 2)).toEqual([1, 2, 3]);
});
