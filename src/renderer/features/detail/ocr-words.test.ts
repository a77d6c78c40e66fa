import { expect, it } from 'vitest';
import type { OcrReport } from '../../../shared/model/report';
import { ocrLine } from './ocr-words';

const page = { confidence: 94, preprocessing: [], attempts: [], skipped: null, words: 9, doubtfulWords: 0, durationMs: 1 };
const report: OcrReport = {
  engine: 'tesseract.js 7.0.0',
  languages: ['eng', 'deu'],
  confidence: 94.4,
  preprocessing: [],
  pages: [{ ...page, page: 2 }, { ...page, page: 3, skipped: 'The page is blank.' }],
  statistics: { characters: 50, words: 9, lines: 1, blocks: 1 },
};

it('says in one line what OCR read', () => {
  expect(ocrLine(report, 12)).toBe('1 of 12 pages, 94 % sure, in English, German');
  expect(ocrLine({ ...report, pages: [{ ...page, page: 1 }] }, 1)).toBe('94 % sure, in English, German');
  expect(ocrLine({ ...report, pages: [{ ...page, page: 1 }, { ...page, page: 2 }] }, 2)).toBe('All 2 pages, 94 % sure, in English, German');
  expect(ocrLine({ ...report, statistics: { ...report.statistics, words: 0 } }, 1)).toBe('No text found, in English, German');
});
