import { describe, expect, it } from 'vitest';
import { doubtfulNumber, doubtfulWords, stepDoubtful, totalDoubtful } from './doubtful-words';

const counts = [
  { page: 2, count: 2 },
  { page: 5, count: 1 },
];

it('finds the words that OCR was less than 60 % sure of, and none of the file’s own', () => {
  const box = { x: 0, y: 0, width: 1, height: 1 };
  const words = [59.9, 60, null, 0].map((confidence) => ({ text: 'w', box, confidence }));
  const lines = [
    { block: 0, words: words.slice(0, 2) },
    { block: 1, words: words.slice(2) },
  ];
  expect(doubtfulWords({ page: 1, width: 10, height: 10, source: 'ocr', lines })).toEqual([0, 3]);
});

describe('stepDoubtful', () => {
  it('goes forward through pages and ends at the last', () => {
    expect(stepDoubtful(counts, { page: 1 }, 1)).toEqual({ page: 2, nth: 0 });
    expect(stepDoubtful(counts, { page: 2 }, 1)).toEqual({ page: 2, nth: 0 });
    expect(stepDoubtful(counts, { page: 2, nth: 0 }, 1)).toEqual({ page: 2, nth: 1 });
    expect(stepDoubtful(counts, { page: 2, nth: 1 }, 1)).toEqual({ page: 5, nth: 0 });
    expect(stepDoubtful(counts, { page: 5, nth: 0 }, 1)).toBeNull();
  });

  it('goes back the same way', () => {
    expect(stepDoubtful(counts, { page: 5, nth: 0 }, -1)).toEqual({ page: 2, nth: 1 });
    expect(stepDoubtful(counts, { page: 5 }, -1)).toEqual({ page: 2, nth: 1 });
    expect(stepDoubtful(counts, { page: 2, nth: 1 }, -1)).toEqual({ page: 2, nth: 0 });
    expect(stepDoubtful(counts, { page: 2, nth: 0 }, -1)).toBeNull();
  });

  it('knows no way where nothing is doubtful', () => {
    expect(stepDoubtful([], { page: 1 }, 1)).toBeNull();
  });
});

it('counts across pages', () => {
  expect(totalDoubtful(counts)).toBe(3);
  expect(doubtfulNumber(counts, { page: 2, nth: 1 })).toBe(2);
  expect(doubtfulNumber(counts, { page: 5, nth: 0 })).toBe(3);
});
