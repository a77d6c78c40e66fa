import { expect, it } from 'vitest';
import type { PageLayout } from '../../../../shared/model/page-layout';
import { lineHeight } from './line-height';

const word = (width: number, height: number): PageLayout['lines'][number]['words'][number] => ({
  text: 'on',
  box: { x: 0, y: 0, width, height },
  confidence: null,
});

it('is that of the tallest word of the line, across its direction', () => {
  const layout: PageLayout = {
    page: 1,
    width: 100,
    height: 100,
    source: 'ocr',
    lines: [
      { block: 0, words: [word(30, 7), word(40, 11)] },
      { block: 1, turn: 90, words: [word(9, 50)] },
    ],
  };
  expect([0, 1, 2, 3].map((number) => lineHeight(layout, number))).toEqual([11, 11, 9, 0]);
});
