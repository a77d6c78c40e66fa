import { expect, it } from 'vitest';
import { anEntry } from '../an-entry.test-kit';
import { buildTree, entryName, folderPathOf } from './archive-tree';

it('knows folders that have no entry of their own, and sums up what lies below them', () => {
  const { top, byPath } = buildTree([
    anEntry(0, 'a/b/one.txt', { size: 10, compressedSize: 5 }),
    anEntry(1, 'a/two.txt', { size: 20, compressedSize: 6, warnings: [{ code: 'link', message: '' }] }),
    anEntry(2, 'three.txt', { size: 30, compressedSize: 7 }),
  ]);
  expect([...byPath.keys()]).toEqual(['', 'a', 'a/b']);
  expect(top).toMatchObject({ files: 3, size: 60, packed: 18, warnings: 1 });
  expect(byPath.get('a')).toMatchObject({ files: 2, size: 30, packed: 11, warnings: 1, depth: 1 });
});

it('keeps names that lead out as they stand', () => {
  const { byPath } = buildTree([anEntry(0, '../../etc/cron'), anEntry(1, '/etc/passwd'), anEntry(2, './here.txt')]);
  expect([...byPath.keys()]).toEqual(['', '..', '../..', '../../etc', '/', '//etc']);
  expect(byPath.get('')?.entries.map(({ path }) => path)).toEqual(['./here.txt']);
});

it('finds every entry in the folder that it names', () => {
  const entries = [anEntry(0, '/etc/passwd'), anEntry(1, `${'d/'.repeat(5_000)}deep.txt`), anEntry(2, 'a//b/c')];
  const { byPath } = buildTree(entries);
  for (const entry of entries) expect(byPath.get(folderPathOf(entry))?.entries).toContain(entry);
  expect(byPath.size).toBeLessThan(60);
  expect(entries.map(entryName)).toEqual(['passwd', 'deep.txt', 'c']);
});

it('has no packed size for a folder where one of its files has none', () => {
  const { byPath } = buildTree([anEntry(0, 'a/x', { compressedSize: null }), anEntry(1, 'b/x'), anEntry(2, 'b/l', { type: 'symlink', compressedSize: null })]);
  expect(byPath.get('a')?.packed).toBeNull();
  expect(byPath.get('b')?.packed).toBe(40);
});
