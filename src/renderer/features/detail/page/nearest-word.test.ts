import { expect, it } from 'vitest';
import { nearestWord } from './nearest-word';

const word = (text: string, x: number, y: number, width = 40) => ({ text, box: { x, y, width, height: 10 }, confidence: null, turn: 0 as const });
const words = [word('Net', 10, 10), word('days', 60, 10), word('Total', 10, 30)];

it('finds the word under a point, and how far into it the point is', () => {
  expect(nearestWord(words, 60, 15)).toEqual({ word: 1, offset: 0 });
  expect(nearestWord(words, 80, 15)).toEqual({ word: 1, offset: 2 });
});

it('stays in the line when the point leaves it sideways', () => {
  expect(nearestWord(words, 500, 19)).toEqual({ word: 1, offset: 4 });
  expect(nearestWord(words, 0, 33)).toEqual({ word: 2, offset: 0 });
});

it('finds nothing on an empty page', () => {
  expect(nearestWord([], 1, 1)).toBeNull();
});

it('goes by the direction of reading on a page that lies on its side', () => {
  const upwards = { text: 'word', box: { x: 10, y: 10, width: 10, height: 40 }, confidence: null, turn: 90 as const };
  const beside = { ...upwards, text: 'next', box: { ...upwards.box, x: 30 } };
  expect(nearestWord([upwards, beside], 12, 50)).toEqual({ word: 0, offset: 0 });
  expect(nearestWord([upwards, beside], 12, 10)).toEqual({ word: 0, offset: 4 });
  expect(nearestWord([upwards, beside], 28, 20)).toEqual({ word: 1, offset: 3 });
  expect(nearestWord([{ ...upwards, turn: 270 }], 12, 20)).toEqual({ word: 0, offset: 1 });
  expect(nearestWord([{ ...upwards, box: { x: 10, y: 10, width: 40, height: 10 }, turn: 180 }], 20, 15)).toEqual({ word: 0, offset: 3 });
});
