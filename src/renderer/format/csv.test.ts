import { expect, it } from 'vitest';
import { toCsv } from './csv';

it('writes records as RFC 4180 has them', () => {
  expect(
    toCsv([
      ['Item', 'Price'],
      ['Nails, 3"', '1.20'],
      ['two\nlines', ''],
      [' kept', '=1+1'],
    ]),
  ).toBe('Item,Price\r\n"Nails, 3""",1.20\r\n"two\nlines",\r\n" kept",=1+1\r\n');
  expect(toCsv([])).toBe('');
});
