import { expect, it } from 'vitest';
import { formatRatio, ratioOf } from './ratio-words';

it('says how much is left after packing', () => {
  expect(formatRatio(ratioOf(31, 100))).toBe('31 %');
  expect(formatRatio(ratioOf(102, 100))).toBe('102 %');
  expect(formatRatio(ratioOf(4, 1_000))).toBe('0.4 %');
  expect(formatRatio(ratioOf(1, 1_000_000))).toBe('< 0.1 %');
  expect(formatRatio(ratioOf(10_240, 19))).toBe('> 1,000 %');
});

it('says nothing where nothing is known or nothing is inside', () => {
  expect(formatRatio(ratioOf(null, 100))).toBe('');
  expect(formatRatio(ratioOf(5, 0))).toBe('');
});
