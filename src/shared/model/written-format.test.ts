import { expect, it } from 'vitest';
import { writtenFormat } from './written-format';

it('knows what format a copy gets where it is to keep its own', () => {
  expect(['image/jpeg', 'image/heic', 'image/gif', 'image/tiff', null].map((mime) => writtenFormat(mime, 'same'))).toEqual(['jpeg', 'jpeg', 'png', 'tiff', 'png']);
  expect(writtenFormat('image/gif', 'webp')).toBe('webp');
});
