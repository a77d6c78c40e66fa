import { expect, it } from 'vitest';
import { folderWord } from './folder-word';

const scans = { id: 1, name: 'Scans', path: '/home/ada/Scans' };

it('calls a folder by its name, whatever the rule has', () => {
  expect(folderWord('/home/ada/Scans', [scans])).toBe('Scans');
  expect(folderWord('Scans', [scans])).toBe('Scans');
  expect(folderWord('/gone', [scans])).toBe('/gone');
});

it('keeps the path where two folders have one name', () => {
  expect(folderWord('/home/ada/Scans', [scans, { id: 2, name: 'Scans', path: '/mnt/Scans' }])).toBe('/home/ada/Scans');
});
