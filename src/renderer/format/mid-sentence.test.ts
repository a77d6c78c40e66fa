import { expect, it } from 'vitest';
import { midSentence } from './mid-sentence';

it('begins in lower case unless the word is in capitals', () => {
  expect(midSentence('Text at once')).toBe('text at once');
  expect(midSentence('OCR at once')).toBe('OCR at once');
  expect(midSentence('Attempts: Not reachable')).toBe('attempts: Not reachable');
  expect(midSentence('')).toBe('');
});
