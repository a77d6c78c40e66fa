import { expect, it } from 'vitest';
import { anEntry } from '../an-entry.test-kit';
import { buildTree } from './archive-tree';
import { ordinalsOfRow, rowsFound, rowsOfFolder } from './entry-rows';

const entries = [
  anEntry(0, 'photo 10.jpg', { size: 5 }),
  anEntry(1, 'photo 9.jpg', { size: 7 }),
  anEntry(2, 'Épée.txt', { size: null }),
  anEntry(3, 'epa.txt', { size: 6, isEncrypted: true }),
  anEntry(4, 'deep/er/photo.jpg', { warnings: [{ code: 'longName', message: '' }] }),
  anEntry(5, 'deep', { type: 'folder' }),
];
const { top } = buildTree(entries);
const names = (rows: ReturnType<typeof rowsOfFolder>): string[] => rows.map(({ name }) => name);

it('shows folders first and orders names as people do', () => {
  expect(names(rowsOfFolder(top, { by: 'name', isDown: false }))).toEqual(['deep', 'epa.txt', 'Épée.txt', 'photo 9.jpg', 'photo 10.jpg']);
  expect(names(rowsOfFolder(top, { by: 'name', isDown: true }))).toEqual(['deep', 'photo 10.jpg', 'photo 9.jpg', 'Épée.txt', 'epa.txt']);
});

it('puts what is not known last, whichever way it is sorted', () => {
  expect(names(rowsOfFolder(top, { by: 'size', isDown: false }))).toEqual(['deep', 'photo 10.jpg', 'epa.txt', 'photo 9.jpg', 'Épée.txt']);
  expect(names(rowsOfFolder(top, { by: 'size', isDown: true }))).toEqual(['deep', 'photo 9.jpg', 'epa.txt', 'photo 10.jpg', 'Épée.txt']);
});

it('finds entries in every folder by a piece of their path or by what is odd about them', () => {
  const byName = { by: 'name', isDown: false } as const;
  expect(rowsFound(entries, 'PHOTO', null, byName).map((row) => row.kind === 'entry' && row.entry.ordinal)).toEqual([1, 0, 4]);
  expect(names(rowsFound(entries, '', 'encrypted', byName))).toEqual(['epa.txt']);
  expect(rowsFound(entries, '', 'warnings', byName)).toMatchObject([{ name: 'photo.jpg', place: 'deep/er' }]);
});

it('stands for all that lies below a folder', () => {
  const [folder] = rowsOfFolder(top, { by: 'name', isDown: false });
  expect(folder && ordinalsOfRow(folder)).toEqual([4, 5]);
});
