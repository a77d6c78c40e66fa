import { expect, it } from 'vitest';
import { middleEllipsis, splitName, splitPath } from './middle-ellipsis';

it('leaves out the middle and counts letters, not halves of them', () => {
  expect(middleEllipsis('short', 10)).toBe('short');
  expect(middleEllipsis('abcdefghij', 5)).toBe('ab…ij');
  expect(middleEllipsis('😀😀😀😀', 3)).toBe('😀…😀');
});

it('keeps the last part of a path and the extension of a name', () => {
  expect(splitPath('/home/ada/Scans')).toEqual(['/home/ada', '/Scans']);
  expect(splitPath('\\\\nas\\exports')).toEqual(['\\\\nas', '\\exports']);
  expect(splitPath('0123456789abcdef')).toEqual(['01234567', '89abcdef']);
  expect(splitName('Lease agreement.pdf')).toEqual(['Lease agreeme', 'nt.pdf']);
  expect(splitName('.bashrc')).toEqual(['.bashrc', '']);
  expect(splitName('no extension')).toEqual(['no extension', '']);
});
