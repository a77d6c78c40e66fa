import { describe, expect, it } from 'vitest';
import { checkOptions, pickOf, recipeOf } from './archive-options';
import { withArchiveEnding } from '../../shared/model/archive-name';
import { bytesOf } from './bytes-of';

describe('the format of a new archive', () => {
  it.each([
    ['a.zip', 'zip', 'a.zip'],
    ['a.TAR.GZ', 'tar.gz', 'a.TAR.GZ'],
    ['a.tgz', 'tar.gz', 'a.tgz'],
    ['a.tar.xz', 'tar.xz', 'a.tar.xz'],
    ['a.tar', 'tar', 'a.tar'],
    ['a.7z', '7z', 'a.7z'],
    ['report.2026', 'zip', 'report.2026.zip'],
  ])('of %s is %s', (out, format, named) => {
    expect(recipeOf({}, out).format).toBe(format);
    expect(withArchiveEnding(out, recipeOf({}, out).format)).toBe(named);
  });

  it('is the one that is asked for, and the name says so', () => {
    const { format } = recipeOf({ format: 'tar.bz2' }, 'a.zip');
    expect(format).toBe('tar.bz2');
    expect(withArchiveEnding('a.zip', format)).toBe('a.tar.bz2');
    expect(() => recipeOf({ format: 'rar' }, 'a')).toThrow('--format rar is not known');
  });

  it.each(['a.rar', 'a.GZ', 'b.iso'])('%s is refused rather than made as something else', (out) => {
    expect(() => recipeOf({}, out)).toThrow('can’t be made');
    expect(withArchiveEnding(out, recipeOf({ format: 'zip' }, out).format)).toBe(`${out}.zip`);
  });
});

it('takes the recipe from the options', () => {
  expect(recipeOf({ level: '9', flat: true, metadata: true, reproducible: true, password: ['x'], 'show-names': true }, 'a.7z')).toEqual({
    format: '7z', level: 9, preservePaths: false, metadata: true, password: 'x', hideNames: false, isReproducible: true,
  });
  expect(recipeOf({}, 'a.zip')).toMatchObject({ level: 6, preservePaths: true, metadata: false, password: null, hideNames: true });
});

it('refuses what makes no sense', () => {
  expect(() => recipeOf({ level: '10' }, 'a.zip')).toThrow('--level 10');
  expect(() => recipeOf({ password: ['x'] }, 'a.tar.gz')).toThrow('can’t have a password');
  expect(() => recipeOf({ password: ['x', 'y'] }, 'a.zip')).toThrow('one password');
  expect(() => recipeOf({ password: [''] }, 'a.zip')).toThrow('password is empty');
  expect(() => checkOptions('list', { level: '3' }, ['password'])).toThrow('filemill archive list has no option --level');
  expect(() => checkOptions('list', { password: ['x'] }, ['password'])).not.toThrow();
});

describe('what is picked', () => {
  it('is all of it unless something is said', () => {
    expect(pickOf({})).toEqual({ ordinals: null, include: [], exclude: [], maxEntryBytes: null });
    expect(pickOf({ include: ['*.pdf'], exclude: ['a', 'b'], 'max-file-size': '1.5M' })).toEqual({ ordinals: null, include: ['*.pdf'], exclude: ['a', 'b'], maxEntryBytes: 1_500_000 });
    expect(() => pickOf({ include: [''] })).toThrow('empty');
  });

  it.each([['500', 500], ['20k', 20_000], ['2 GB', 2e9], ['1MiB', 1e6], ['0', 0]])('takes %s for a size', (given, bytes) => {
    expect(bytesOf('max-file-size', given)).toBe(bytes);
  });

  it.each(['', 'k', '-1', '1x', 'ten'])('takes %j for none', (given) => {
    expect(() => bytesOf('max-file-size', given)).toThrow('is no size');
  });
});
