import { describe, expect, it } from 'vitest';
import type { LayoutWord } from '../../../../shared/model/page-layout';
import { placeWords, wordsWithin } from './place-words';

const words = (...texts: string[]): LayoutWord[] =>
  texts.map((text) => ({ text, box: { x: 0, y: 0, width: 1, height: 1 }, confidence: null }));

const found = (text: string, ...texts: string[]): (string | null)[] => {
  const ranges = placeWords(text, words(...texts));
  return texts.map((_, index) => {
    const range = ranges.find(({ word }) => word === index);
    return range ? `${range.start}:${text.slice(range.start, range.end)}` : null;
  });
};

describe('placeWords', () => {
  it('finds words joined by spaces, line feeds and empty lines', () => {
    expect(found('Net 30\ndays\n\nTotal', 'Net', '30', 'days', 'Total')).toEqual(['0:Net', '4:30', '7:days', '13:Total']);
  });

  it('takes equal words one after the other', () => {
    expect(found('the the the', 'the', 'the', 'the')).toEqual(['0:the', '4:the', '8:the']);
  });

  it('leaves out what the text does not hold and goes on behind it', () => {
    expect(found('Invoice [1] 20418 due', 'Invoice', '20418', 'soon', 'due', '')).toEqual(['0:Invoice', '12:20418', null, '18:due', null]);
  });

  it('does not look for a word at the other end of a long text', () => {
    expect(found(`one ${'x'.repeat(2_000)} two`, 'one', 'two')).toEqual(['0:one', null]);
  });
});

it('names the words that a stretch of text touches', () => {
  const ranges = placeWords('net 30 days', words('net', '30', 'days'));
  expect(wordsWithin(ranges, 0, 6)).toEqual([0, 1]);
  expect(wordsWithin(ranges, 3, 4)).toEqual([]);
  expect(wordsWithin(ranges, 8, 9)).toEqual([2]);
});
