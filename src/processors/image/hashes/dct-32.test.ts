import { describe, expect, it } from 'vitest';
import { drawPicture } from '../kernels/drawn-picture.test-kit';
import { dct32 } from './dct-32';

describe('dct32', () => {
  it("gives SciPy's numbers to the last bit", () => {
    const values = Float64Array.from(drawPicture('noise', 32, 1, 1).data);
    dct32(values);
    expect(Array.from(values.subarray(0, 8))).toEqual([
      7438.0, -43.98280419210329, -338.44131447780217, -782.0440489013704, 998.5226070906009, -8.390111511386735, -1003.7446334497171,
      175.76569900306632,
    ]);
  });

  it('is the DCT of the textbook', () => {
    const source = drawPicture('noise', 32, 1, 1).data;
    const values = Float64Array.from(source);
    dct32(values);
    values.forEach((value, k) => {
      const sum = source.reduce((total, each, n) => total + 2 * each * Math.cos((Math.PI * k * (2 * n + 1)) / 64), 0);
      expect(value).toBeCloseTo(sum, 9);
    });
  });

  it('leaves nothing but the mean of equal values', () => {
    const values = new Float64Array(32).fill(77);
    dct32(values);
    expect(Array.from(values.subarray(1)).every((value) => value === 0)).toBe(true);
  });
});
