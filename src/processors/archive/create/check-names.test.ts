import { expect, it } from 'vitest';
import { checkNames } from './check-names';

const files = (...names: string[]): { name: string; isFolder: boolean }[] => names.map((name) => ({ name: name.replace(/\/$/, ''), isFolder: name.endsWith('/') }));

it.each(['../a', 'a/../b', '/a', 'a//b', './a', '', 'a\0b', '..\\a', 'a\\..\\b', '..'])('refuses the name %j', (name) => {
  expect(() => checkNames([{ name, isFolder: false }])).toThrow('can’t be a name');
});

it('takes a name once', () => {
  expect(() => checkNames(files('a', 'b', 'a'))).toThrow('a would be in the archive twice');
  expect(() => checkNames(files('a/b', 'a\\b'))).toThrow('twice');
  expect(() => checkNames(files('a', 'A', 'a.txt', '..a', 'b/..c'))).not.toThrow();
});

it('puts nothing below a file', () => {
  expect(() => checkNames(files('a/b/c', 'a'))).toThrow('a/b/c would lie in a file');
  expect(() => checkNames(files('a/b/c', 'a/'))).not.toThrow();
});
