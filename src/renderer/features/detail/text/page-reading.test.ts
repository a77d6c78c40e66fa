import { expect, it } from 'vitest';
import type { OcrPageFacts } from '../../../../shared/model/page-layout';
import { attemptLines, pageReading, sureness } from './page-reading';

const page: OcrPageFacts = {
  page: 2,
  confidence: 93.6,
  preprocessing: ['deskew 1.3°', 'adaptive threshold'],
  attempts: [
    { preprocessing: [], confidence: 48.2, words: 1, missedLines: 0.914 },
    { preprocessing: ['deskew 1.3°', 'adaptive threshold'], confidence: 93.6, words: 312 },
  ],
  skipped: null,
  words: 312,
  doubtfulWords: 3,
  durationMs: 1_900,
};
const report = { engine: 'tesseract 5.3.0', languages: ['eng', 'deu'] } as Parameters<typeof pageReading>[0];

it('says how sure the reading is and which of the attempts was kept', () => {
  expect(sureness(page, 1)).toBe('94 % sure');
  expect(sureness(page, 2)).toBe('This page 94 % sure');
  expect(attemptLines(page)).toEqual(['As it is: 48 %, 1 word, 91 % of the lines missed', 'deskew 1.3°, adaptive threshold: 94 %, 312 words (kept)']);
  expect(pageReading(report, page)).toContainEqual(['Tried', '2 ways, the best was kept']);
  expect(pageReading(report, page)).toContainEqual(['Languages', 'English, German']);
});

it('says why a page was not read, and nothing of attempts when there was one', () => {
  const blank = { ...page, skipped: 'The page is blank', attempts: page.attempts.slice(0, 1) };
  expect(sureness(blank, 2)).toBe('Nothing read');
  expect(attemptLines(blank)).toEqual([]);
  expect(pageReading(report, blank)).toContainEqual(['Not read', 'The page is blank']);
});
