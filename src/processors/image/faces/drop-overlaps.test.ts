import { describe, expect, it } from 'vitest';
import { dropOverlaps } from './drop-overlaps';

describe('dropOverlaps', () => {
  it('keeps the surest of squares that show the same face', () => {
    const small = { square: { x: 10, y: 10, side: 40 }, sureness: 0.9 };
    const round = { square: { x: 0, y: 0, side: 90 }, sureness: 0.7 };
    const beside = { square: { x: 80, y: 80, side: 90 }, sureness: 0.6 };
    expect(dropOverlaps([round, small, beside])).toEqual([small, beside]);
  });
});
