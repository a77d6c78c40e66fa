import { describe, expect, test } from 'vitest';
import { parseMoment, parseSize, parseSpan } from './values';

test.each([['10 MB', 10e6], ['2.5GiB', 2.5 * 2 ** 30], ['1_000', 1000], [12, 12], ['.5 kb', 500], ['7 days', null], ['', null], ['-1', null]])('the size %s is %s bytes', (written, bytes) => {
  expect(parseSize(written)).toBe(bytes);
});

test.each([['7 days', 604_800], ['1 day', 86_400], ['90 min', 5_400], ['2 weeks', 1_209_600], ['1h', 3_600], ['5', null], ['5 MB', null], ['soon', null]])('the span %s is %s seconds', (written, seconds) => {
  expect(parseSpan(written)).toBe(seconds);
});

describe('a moment', () => {
  test('may be a year, a month, a day or a time', () => {
    expect(parseMoment(2026)).toEqual({ from: new Date(2026, 0, 1).getTime(), until: new Date(2027, 0, 1).getTime() - 1 });
    expect(parseMoment('2026-02')).toEqual({ from: new Date(2026, 1, 1).getTime(), until: new Date(2026, 2, 1).getTime() - 1 });
    expect(parseMoment('2026-02-28')).toEqual({ from: new Date(2026, 1, 28).getTime(), until: new Date(2026, 2, 1).getTime() - 1 });
    expect(parseMoment('2026-02-28 13:30')).toEqual({ from: new Date(2026, 1, 28, 13, 30).getTime(), until: new Date(2026, 1, 28, 13, 30).getTime() });
  });
  test.each(['2026-02-30', '2026-13-01', 'tomorrow', '', '26'])('%s is none', (written) => {
    expect(parseMoment(written)).toBeNull();
  });
});
