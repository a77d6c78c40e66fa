import { expect, it } from 'vitest';
import { sortDrop } from './sort-drop';

const item = (name: string, isDirectory: boolean): unknown => ({
  kind: 'file',
  getAsFile: () => ({ name }),
  webkitGetAsEntry: () => ({ isDirectory }),
});

it('tells folders, which can be watched, from files', () => {
  Object.assign(window, { filemill: { pathForFile: (file: File) => `/home/ada/${file.name}` } });
  const items = [item('Scans', true), item('a.pdf', false), { kind: 'string', getAsFile: () => null }];
  expect(sortDrop({ items } as unknown as DataTransfer)).toEqual({ folders: ['/home/ada/Scans'], files: ['/home/ada/a.pdf'] });
});
