import { describe, expect, it } from 'vitest';
import type { ReadResult } from '../../../shared/contract/worker-api';
import { mergeRecognised } from './merge-recognised';
import type { PageDigest } from './recognise-pages';

const facts = (page: number, words: number, confidence: number, skipped: string | null = null): PageDigest['facts'] => ({
  page, words, confidence, skipped, doubtfulWords: 0, preprocessing: [`step ${page}`], attempts: [], durationMs: 1,
});
const digest = (page: number, text: string, confidence: number): PageDigest => ({
  engine: 'test', text, facts: facts(page, text.split(' ').length, confidence), lines: 1, blocks: 1,
});
const pdf = (texts: string[]): ReadResult => ({
  processor: 'pdf',
  processorVersion: 1,
  warnings: [],
  artifacts: [],
  pagesToRecognise: [],
  pictureSignature: null,
  textPrint: null,
  text: texts.join('\f'),
  report: {
    kind: 'document', format: 'pdf', parser: 'pdfjs', metadata: {}, outline: [], attachments: [], tables: [],
    pages: texts.map((text, index) => ({ page: index + 1, charCount: text.length, width: 1, height: 1, textSource: text ? 'text' : 'none' })),
    statistics: { characters: texts.join('').length, words: 0, lines: 0, tables: 0, pages: texts.length },
  },
});

describe('what OCR read', () => {
  it('takes the place of missing text, and counts', () => {
    const merged = mergeRecognised(pdf(['first page', '', '']), [digest(2, 'second page 😀', 90), digest(3, 'third', 50)], ['eng']);
    expect(merged.text).toBe('first page\fsecond page 😀\fthird');
    expect(merged.report).toMatchObject({
      pages: [{ textSource: 'text' }, { textSource: 'ocr', charCount: 13 }, { textSource: 'ocr' }],
      statistics: { characters: 28, words: 6, lines: 3, pages: 3 },
      ocr: { confidence: 80, languages: ['eng'], preprocessing: ['step 2', 'step 3'], statistics: { words: 4, lines: 2, blocks: 2, characters: 18 } },
    });
  });

  it('stands on its page where the text before was cut, and nothing is counted in between', () => {
    const cut = { ...pdf(['one', 'two', '', '', 'five', '']), text: 'one\ftw' };
    const merged = mergeRecognised(cut, [digest(6, 'six', 90)], ['eng']);
    expect(merged.text).toBe('one\ftw\f\f\f\fsix');
    expect(merged.report).toMatchObject({ statistics: { words: 3 } });
  });

  it('leaves a page that OCR can’t read as it was', () => {
    const blank = { ...digest(1, '', 0), facts: facts(1, 0, 0, 'The page is blank.') };
    const merged = mergeRecognised(pdf(['br ken']), [blank], ['eng']);
    expect(merged).toMatchObject({ text: 'br ken', report: { pages: [{ textSource: 'text' }] }, warnings: [] });
    expect(merged.report).not.toHaveProperty('ocr');
  });

  it('that is nothing on every page is said', () => {
    const blank = { ...digest(1, '', 0), facts: facts(1, 0, 0, 'The page is blank.') };
    expect(mergeRecognised(pdf(['']), [blank], ['eng']).warnings).toEqual(['No page has text. The page is blank.']);
  });

  it('that is nothing in a file that was broken says so', () => {
    const broken = pdf(['']);
    const blank = { ...digest(1, '', 0), facts: facts(1, 0, 0, 'The page is blank.') };
    const report = { ...broken.report, fallbackReason: 'Invalid PDF structure.' } as ReadResult['report'];
    expect(() => mergeRecognised({ ...broken, report }, [blank], ['eng'])).toThrow(/damaged/);
  });

  it('of pictures with several pages is kept page by page', () => {
    const picture: ReadResult = {
      ...pdf([]), processor: 'image', text: '',
      report: { kind: 'image', width: 1, height: 1, channels: 1, format: 'tiff', colorSpace: 'b-w', sizeBytes: 1, hasAlpha: false, frameCount: 3 },
    };
    expect(mergeRecognised(picture, [digest(1, 'one', 90), digest(3, 'three', 90)], ['eng']).text).toBe('one\f\fthree');
  });
});
