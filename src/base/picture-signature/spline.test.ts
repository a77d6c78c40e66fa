import { expect, it } from 'vitest';
import { splineOf } from './spline';
import { alignTrim, readTrimmed, trimAround } from './trim';

const SIDE = 24;
const wave = (x: number, y: number) => 100 + 40 * Math.sin(x * 0.9) * Math.cos(y * 0.7) + 20 * Math.cos(x * 0.3 + y * 0.5);
const draw = (levelAt: (x: number, y: number) => number) => Float32Array.from({ length: SIDE * SIDE }, (_, at) => levelAt(at % SIDE, Math.floor(at / SIDE)));

it('goes through the cells of a grid, and between them as the picture does', () => {
  const spline = splineOf(draw(wave), SIDE);
  const inPlace = readTrimmed(spline, SIDE, trimAround(1, SIDE));
  draw(wave).forEach((level, at) => expect(inPlace.levels[at]).toBeCloseTo(level, 2));
  const shifted = readTrimmed(spline, SIDE, { scaleX: 1, shiftX: 0.5, scaleY: 1, shiftY: 0.25 }, 3);
  const expected = draw((x, y) => wave(x + 0.5, y + 0.25));
  expect(shifted.isCovered.reduce((sum, one) => sum + one)).toBeGreaterThan(SIDE * SIDE * 0.5);
  expected.forEach((level, at) => {
    if (shifted.isCovered[at]) expect(Math.abs((shifted.levels[at] ?? 0) - level)).toBeLessThan(0.5);
  });
});

it('is laid where one grid fits the other, whatever their brightness', () => {
  const [scale, shift] = [0.94, 1.3];
  const second = splineOf(draw(wave), SIDE);
  const first = draw((x, y) => 1.3 * wave(scale * x + shift, y - 0.4) - 20);
  const trim = alignTrim(first, second, SIDE, trimAround(1, SIDE), 12);
  expect(trim?.scaleX).toBeCloseTo(scale, 2);
  expect(trim?.shiftX).toBeCloseTo(shift, 1);
  expect(trim?.scaleY).toBeCloseTo(1, 2);
  expect(trim?.shiftY).toBeCloseTo(-0.4, 1);
  expect(alignTrim(first.fill(7), second, SIDE, trimAround(1, SIDE), 12)).not.toBeNull();
});
