import { expect, test } from 'vitest';
import { sanitizeName } from './sanitize-name';

test.each([
  ['report 2026', 'report 2026'],
  ['a/b\\c:d', 'a_b_c_d'],
  ['..', '_'],
  ['', '_'],
  ['con', '_con'],
  ['NUL.txt', '_NUL.txt'],
  ['ends. . ', 'ends'],
  ['line\nbreak\u202Egpj', 'line_break_gpj'],
  ['Überweisung – März', 'Überweisung – März'],
])('%j becomes %j', (name, clean) => {
  expect(sanitizeName(name)).toBe(clean);
});

test('a long name is cut, not in the middle of a character', () => {
  const clean = sanitizeName('😀'.repeat(200));
  expect(clean.length).toBeLessThanOrEqual(150);
  expect(clean.isWellFormed()).toBe(true);
});
