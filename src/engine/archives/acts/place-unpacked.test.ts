import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { UnpackedEntry } from '../../../shared/model/archive';
import { carryOut, planPlacement, type Placement, type PlacementRequest } from './place-unpacked';

let base: string;
let folder: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'filemill-place-'));
  folder = join(base, 'folder');
  mkdirSync(folder);
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

/** Files by their paths; a path with a slash at its end is a folder. */
function place(paths: string[], request: Partial<PlacementRequest> = {}): Placement {
  const staging = join(folder, '.staging');
  mkdirSync(staging);
  const written = paths.map((path, ordinal): UnpackedEntry => {
    const relativePath = path.replace(/\/$/, '');
    const isFolder = path.endsWith('/');
    mkdirSync(join(staging, isFolder ? path : dirname(path)), { recursive: true });
    if (!isFolder) writeFileSync(join(staging, path), `new ${path}`);
    return { ordinal, path, type: isFolder ? 'folder' : 'file', relativePath, size: 1, sha256: isFolder ? null : 'x', modified: null, warnings: [] };
  });
  const placement = planPlacement(staging, written, { folder, name: 'photos', ownFolder: 'smart', conflict: 'rename', ...request });
  carryOut(placement);
  rmSync(staging, { recursive: true, force: true });
  return placement;
}
const tree = (): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
const text = (path: string): string => readFileSync(join(folder, path), 'utf8');

describe('a folder of its own', () => {
  test('holds what would lie about otherwise', () => {
    expect(place(['a.txt', 'b/c.txt']).target).toBe(join(folder, 'photos'));
    expect(tree()).toEqual(['photos', 'photos/a.txt', 'photos/b', 'photos/b/c.txt']);
  });

  test('is not made twice for what lies in one already', () => {
    expect(place(['top/a.txt', 'top/b.txt', 'top/']).target).toBe(join(folder, 'top'));
    expect(tree()).toEqual(['top', 'top/a.txt', 'top/b.txt']);
  });

  test('nor for a single file, unless it is wanted', () => {
    place(['only.txt']);
    expect(tree()).toEqual(['only.txt']);
    place(['only.txt'], { ownFolder: 'always' });
    expect(tree()).toEqual(['only.txt', 'photos', 'photos/only.txt']);
  });

  test('takes the next free name', () => {
    mkdirSync(join(folder, 'photos'));
    mkdirSync(join(folder, 'top'));
    expect(place(['a', 'b']).target).toBe(join(folder, 'photos (2)'));
    expect(place(['top/a']).target).toBe(join(folder, 'top (2)'));
    expect(text('top (2)/a')).toBe('new top/a');
  });
});

describe('among other files', () => {
  test('folders of the archive make way for files, and are the same ones for all that lies in them', () => {
    writeFileSync(join(folder, 'd'), 'old');
    place(['d/', 'd/x', 'd (2)/y', 'e/z'], { ownFolder: 'never' });
    expect(tree()).toEqual(['d', 'd (2)', 'd (2) (2)', 'd (2) (2)/y', 'd (2)/x', 'e', 'e/z']);
    expect(text('d')).toBe('old');
  });

  test('a folder does not get the name that a file of the archive was given', () => {
    mkdirSync(join(folder, 'a'));
    place(['a', 'a (2)/x'], { ownFolder: 'never' });
    expect(tree()).toEqual(['a', 'a (2)', 'a (2) (2)', 'a (2) (2)/x']);
  });

  test('nothing is put where it would be swept away with what is left over', () => {
    place(['.filemill-staging/extract-1/x', 'y'], { ownFolder: 'never' });
    expect(tree()).toContain('_.filemill-staging/extract-1/x');
  });

  test('nothing is overwritten, and folders that are there are used', () => {
    mkdirSync(join(folder, 'b'));
    writeFileSync(join(folder, 'a.tar.gz'), 'old');
    writeFileSync(join(folder, 'b', 'c.txt'), 'old');
    const { items } = place(['a.tar.gz', 'b/c.txt', 'b/d.txt'], { ownFolder: 'never' });
    expect(Array.from(items, ({ to }) => to.slice(folder.length + 1))).toEqual(['a (2).tar.gz', 'b/c (2).txt', 'b/d.txt']);
    expect([text('a.tar.gz'), text('b/c.txt'), text('b/c (2).txt')]).toEqual(['old', 'old', 'new b/c.txt']);
    expect(existsSync(join(folder, '.staging'))).toBe(false);
  });

  test('what is there already is left alone when that is wanted', () => {
    writeFileSync(join(folder, 'a.txt'), 'old');
    const { skipped } = place(['a.txt', 'b.txt'], { ownFolder: 'never', conflict: 'skip' });
    expect(skipped.map(({ path }) => path)).toEqual(['a.txt']);
    expect([text('a.txt'), tree()]).toEqual(['old', ['a.txt', 'b.txt']]);
  });

  test('nothing is written through a link that has the name of a folder', () => {
    const outside = join(base, 'outside');
    mkdirSync(outside);
    symlinkSync(outside, join(folder, 'b'));
    place(['a.txt', 'b/c.txt'], { ownFolder: 'never' });
    expect(readdirSync(outside)).toEqual([]);
    expect(text('b (2)/c.txt')).toBe('new b/c.txt');
  });

  test('a folder whose name a file has is called otherwise', () => {
    writeFileSync(join(folder, 'b'), 'a file');
    place(['b/c.txt', 'b/d.txt', 'x'], { ownFolder: 'never' });
    expect(tree()).toEqual(['b', 'b (2)', 'b (2)/c.txt', 'b (2)/d.txt', 'x']);
  });
});
