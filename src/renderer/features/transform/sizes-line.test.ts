import { expect, it } from 'vitest';
import { sizesLine } from './sizes-line';

const after = { width: 1600, height: 1200 };

it('tells the size before and after', () => {
  expect(sizesLine({ width: 4000, height: 3000 }, 6_000_000, after)).toBe('4,000 × 3,000 pixels, 6 MB → 1,600 × 1,200 pixels');
  expect(sizesLine({ width: 40, height: 30 }, null, after)).toBe('40 × 30 pixels → 1,600 × 1,200 pixels');
});

it('makes up no pixels for a picture that can’t be read', () => {
  expect(sizesLine(null, 266_000, after)).toBe('266 kB');
  expect(sizesLine(null, null, after)).toBe('');
});
