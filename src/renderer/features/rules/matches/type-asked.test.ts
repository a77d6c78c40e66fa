import { expect, it } from 'vitest';
import { typeAsked } from './type-asked';

it('knows the type from the sentence, the longest label first', () => {
  expect(typeAsked('the size is above 10 MB')).toBe('size');
  expect(typeAsked('the time since its last change is above 7 days')).toBe('age');
  expect(typeAsked('the name without its extension is “x”')).toBe('text');
  expect(typeAsked('the number of pages is at least 3')).toBe('number');
  expect(typeAsked('metadata.producer contains “x”')).toBe('text');
});
