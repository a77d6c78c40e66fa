import { expect, it } from 'vitest';
import { findSettings } from './find-settings';

const settings = [
  { page: 'processing', label: 'Workers', hint: 'How many files are read at the same time.', words: 'speed' },
  { page: 'history', label: 'Keep for', hint: 'Older entries are removed.', words: 'retention' },
] as const;
const pages = { processing: 'Processing', history: 'History' };
const found = (text: string): string[] => findSettings(settings, pages, text).map(({ label }) => label);

it('finds settings by any of their words, whatever the case and order', () => {
  expect(found('SPEED')).toEqual(['Workers']);
  expect(found('time files')).toEqual(['Workers']);
  expect(found('speed retention')).toEqual([]);
  expect(found('  ')).toHaveLength(2);
});

it('finds all settings of a page by its name', () => {
  expect(found('history')).toEqual(['Keep for']);
});
