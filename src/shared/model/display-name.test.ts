import { expect, it } from 'vitest';
import { displayName } from './display-name';

it('shows what hides, and leaves the rest', () => {
  expect(displayName('a\u202eb\n\uef80')).toBe('a\\u202eb␊\\x80');
  expect(displayName('plain name.txt')).toBe('plain name.txt');
});

it('puts a name that would not be seen into quotes', () => {
  expect(displayName(' ')).toBe('“ ”');
  expect(displayName('\t\u00a0')).toBe('“␉\\u00a0”');
  expect(displayName('')).toBe('');
});
