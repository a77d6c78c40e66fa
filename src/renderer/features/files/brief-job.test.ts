import { expect, it } from 'vitest';
import { briefJob } from './brief-job';

it('keeps the pages and leaves the rest of a label away', () => {
  expect(briefJob('Reading by OCR: 12 of 60 pages')).toBe('OCR 12 of 60');
  expect(briefJob('Texterkennung (OCR): 1.200 von 2.500 Seiten')).toBe('OCR 1.200 of 2.500');
  expect(briefJob('Reading by OCR')).toBe('Reading by OCR');
  expect(briefJob('Page 3 of 12')).toBe('Page 3 of 12');
});
