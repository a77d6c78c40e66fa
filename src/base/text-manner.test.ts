import { expect, it } from 'vitest';
import { apart, inManner } from './text-manner';

it.each([
  ['a\nb\n', 'a\nb\n'],
  ['a\r\nb\r\n', 'a\nb\n'],
  ['\ufeffa\nb', 'a\nb'],
  ['\ufeffa\r\nb\r\n', 'a\nb\n'],
  ['\r\n', '\n'],
  ['a', 'a'],
  ['', ''],
  ['\ufeff', ''],
])('%j is read as %j, and written as it was', (written, text) => {
  const read = apart(written);
  expect(read.text).toBe(text);
  expect(inManner(read.text, read.manner)).toBe(written);
});

it('of mixed ends the more frequent one counts', () => {
  const written = (text: string): string => inManner('x\ny', apart(text).manner);
  expect([written('a\r\nb\r\nc\n'), written('a\r\nb\nc\n')]).toEqual(['x\r\ny', 'x\ny']);
});
