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

test.each(['a', 'é', '頁', '😀', 'a頁'])('a long name (%s…) is cut to what a file system takes, not in the middle of a character', (character) => {
  for (const ending of ['', '.pdf', ' (searchable) 2.pdf']) {
    const clean = sanitizeName(character.repeat(400), ending);
    expect(Buffer.byteLength(clean)).toBeLessThanOrEqual(255);
    expect(clean.isWellFormed()).toBe(true);
    expect(clean.startsWith(character.repeat(20))).toBe(true);
    expect(clean.endsWith(ending)).toBe(true);
  }
});

test.each([
  ['con', '.pdf', '_con.pdf'],
  ['', '.pdf', '_.pdf'],
  ['ends. . ', ' 2.pdf', 'ends 2.pdf'],
  [`${'a'.repeat(149)} b`, '.pdf', `${'a'.repeat(149)}.pdf`],
  [`nul.${'頁'.repeat(200)}`, '.pdf', `_nul.${'頁'.repeat(82)}.pdf`],
])('%j with %j becomes %j', (name, ending, clean) => {
  expect(sanitizeName(name, ending)).toBe(clean);
});

test.each([
  ['n'.repeat(251), '.txt', `${'n'.repeat(251)}.txt`],
  ['n'.repeat(252), '.txt', `${'n'.repeat(251)}.txt`],
  ['頁'.repeat(90), '', '頁'.repeat(85)],
  ['a:b', '.txt', 'a_b.txt'],
])('a name that a file has already keeps what the file system has room for', (name, ending, clean) => {
  expect(sanitizeName(name, ending, true)).toBe(clean);
});
