import { expect, it } from 'vitest';
import { parseNumber } from './parse-number';

const upTo = { least: 1, most: 5_000 };

it('takes whole numbers as people write them, within their limits', () => {
  expect(parseNumber(' 12 ', upTo)).toBe(12);
  expect(parseNumber('1,204', upTo)).toBe(1204);
  expect(parseNumber("1'204", upTo)).toBe(1204);
  expect(parseNumber('0', upTo)).toBe(1);
  expect(parseNumber('999 999', upTo)).toBe(5_000);
});

it('takes a decimal comma or point where decimals are asked for', () => {
  const tenths = { least: 0.1, most: 10, decimals: 1 };
  expect(parseNumber('1.55', tenths)).toBe(1.6);
  expect(parseNumber('2,5', tenths)).toBe(2.5);
  expect(parseNumber('0', tenths)).toBe(0.1);
});

it('says when it is no number', () => {
  expect(parseNumber('', upTo)).toBeNull();
  expect(parseNumber('many', upTo)).toBeNull();
});
