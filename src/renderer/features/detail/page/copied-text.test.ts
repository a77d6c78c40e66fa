import { expect, it } from 'vitest';
import type { PageLayout } from '../../../../shared/model/page-layout';
import { copiedText } from './copied-text';

const line = (block: number, ...texts: string[]): PageLayout['lines'][number] => ({
  block,
  words: texts.map((text) => ({ text, box: { x: 0, y: 0, width: 1, height: 1 }, confidence: null })),
});
const lines = [line(0, 'Payment', 'net'), line(0, '30', 'days'), line(1, 'Total')];
const page = (source: PageLayout['source']): PageLayout => ({ page: 1, width: 1, height: 1, source, lines });

it('copies words and parts of words with their line ends', () => {
  expect(copiedText(page('text'), { word: 0, offset: 3 }, { word: 3, offset: 2 })).toBe('ment net\n30 da');
  expect(copiedText(page('text'), { word: 1, offset: 0 }, { word: 1, offset: 2 })).toBe('ne');
});

it('takes the two ends in any order', () => {
  expect(copiedText(page('text'), { word: 4, offset: 5 }, { word: 3, offset: 0 })).toBe('days\nTotal');
  expect(copiedText(page('text'), { word: 0, offset: 4 }, { word: 0, offset: 1 })).toBe('aym');
});

it('keeps the blocks of a scan apart', () => {
  expect(copiedText(page('ocr'), { word: 0, offset: 0 }, { word: 4, offset: 5 })).toBe('Payment net\n30 days\n\nTotal');
});
