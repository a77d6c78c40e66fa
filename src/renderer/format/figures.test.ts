import { expect, it } from 'vitest';
import { formatSpan, formatTook } from './duration';
import { formatPercent } from './number';
import { formatSize } from './size';
import { daysBefore, formatAgo, formatDay } from './time';

it('never rounds a failure away', () => {
  expect(formatPercent(1)).toBe('100 %');
  expect(formatPercent(0.99999)).toMatch(/^99.9 %$/);
});

it('prints sizes and spans with the figures that say something', () => {
  expect(formatSize(0)).toMatch(/^0/);
  expect(formatSize(999)).toMatch(/^999/);
  expect(formatSize(999_950)).toMatch(/^1(.0)? ?MB$/);
  expect(formatSize(3_230_000_000)).toMatch(/^3.2 ?GB$/);
  expect(formatTook(12.4)).toBe('12 ms');
  expect(formatSpan(38)).toBe('38 s');
  expect(formatSpan(4_320)).toBe('1 h 12 min');
});

it('names days by the calendar', () => {
  const noon = new Date(2026, 10, 21, 12, 0, 0).getTime();
  expect(formatDay(noon - 12 * 3_600_000, noon)).toBe('Today');
  expect(formatDay(noon - 12 * 3_600_000 - 1, noon)).toBe('Yesterday');
  expect(formatDay(new Date(2026, 10, 17, 9).getTime(), noon)).toMatch(/17/);
  expect(formatDay(new Date(2026, 10, 17, 9).getTime(), noon)).not.toMatch(/2026/);
  expect(formatDay(new Date(2025, 10, 17, 9).getTime(), noon)).toMatch(/2025/);
  expect(daysBefore(noon, 0)).toBe(new Date(2026, 10, 21).getTime());
  expect(daysBefore(noon, 30)).toBe(new Date(2026, 9, 22).getTime());
});

it('tells how long ago by the calendar', () => {
  const noon = new Date(2026, 10, 21, 12, 0, 0).getTime();
  expect(formatAgo(noon - 14_000, noon)).toBe('14 s ago');
  expect(formatAgo(noon + 500, noon)).toBe('0 s ago');
  expect(formatAgo(noon - 3 * 3_600_000, noon)).toBe('3 h ago');
  expect(formatAgo(noon - 13 * 3_600_000, noon)).toBe('Yesterday');
});
