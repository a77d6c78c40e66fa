import { expect, it } from 'vitest';
import { laterWords, morePixelsWords, signed, takenAtOf } from './delta-words';

it('tells how many of the pixels are there', () => {
  expect(morePixelsWords(0.25)).toBe('¼ of the pixels');
  expect(morePixelsWords(0.2513)).toBe('¼ of the pixels');
  expect(morePixelsWords(0.62)).toBe('62 % of the pixels');
  expect(morePixelsWords(4)).toBe('4× the pixels');
  expect(morePixelsWords(1.5)).toBe('50 % more pixels');
  expect(morePixelsWords(0.999)).toBe('99 % of the pixels');
  expect(morePixelsWords(1)).toBe('as many pixels');
  expect(morePixelsWords(0.001)).toBe('under 1 % of the pixels');
});

it('gives differences their sign', () => {
  const bytes = (value: number): string => `${value} B`;
  expect(signed(-5, bytes)).toBe('−5 B');
  expect(signed(5, bytes)).toBe('+5 B');
  expect(signed(0, bytes)).toBe('same');
});

it('tells which moment was later', () => {
  expect(laterWords(180_000, 0)).toBe('3 min later');
  expect(laterWords(0, 3 * 86_400_000)).toBe('3 days earlier');
  expect(laterWords(100, 0)).toBe('same');
  expect(laterWords(null, 0)).toBe('');
});

it('reads what cameras write and nothing else', () => {
  expect(takenAtOf('2026:01:15 10:30:00')).toBe(new Date(2026, 0, 15, 10, 30).getTime());
  expect(takenAtOf('2026:13:40 10:30:00')).toBeNull();
  expect(takenAtOf('0000:00:00 00:00:00')).toBeNull();
  expect(takenAtOf('yesterday')).toBeNull();
});
