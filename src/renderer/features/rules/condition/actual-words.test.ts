import { expect, it } from 'vitest';
import { actualWords } from './actual-words';

it('says what a file has as people read it', () => {
  expect(actualWords(true, 'truth')).toBe('yes');
  expect(actualWords([], 'list')).toBe('none');
  expect(actualWords(['a', 'b'], 'list')).toBe('a, b');
  expect(actualWords('  \n ', 'text')).toBe('empty');
  expect(actualWords(1_500_000, 'size')).toBe('1.5 MB');
  expect(actualWords(0.123456, 'number')).toBe('0.123');
});

it('shows a text on one line and only how it begins', () => {
  expect(actualWords('one\n two\tthree', 'text')).toBe('one two three');
  const long = actualWords('word '.repeat(1_000), 'text');
  expect(long.length).toBeLessThanOrEqual(121);
  expect(long.endsWith('word…')).toBe(true);
});

it('makes visible what would hide', () => {
  expect(actualWords('a\u202eb', 'text')).toBe('a\\u202eb');
});
