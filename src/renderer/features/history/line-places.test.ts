import { expect, it } from 'vitest';
import { DAY, LINE, linePlaces, NOTE } from './line-places';

const day = (number: number, notes = 0) => ({ settledAt: new Date(2026, 10, number, 12).getTime(), notes });

it('puts a heading above every day but the first, and a note under what was done', () => {
  const places = linePlaces([[0, day(21)], [1, day(21, 1)], [2, day(20)], [3, day(20)], [4, day(18)]], 5);
  expect([0, 1, 2, 3, 4].map(places.topOf)).toEqual([
    0,
    LINE,
    2 * LINE + NOTE + DAY,
    3 * LINE + NOTE + DAY,
    4 * LINE + NOTE + 2 * DAY,
  ]);
  expect([0, 1, 2, 3, 4].map(places.beginsDay)).toEqual([false, false, true, false, true]);
  expect([0, 1].map(places.heightOf)).toEqual([LINE, LINE + NOTE]);
  expect(places.end).toBe(5 * LINE + NOTE + 2 * DAY);
});

it('has room for each note', () => {
  const places = linePlaces([[0, day(21, 3)], [1, day(21)]], 2);
  expect([0, 1].map(places.heightOf)).toEqual([LINE + 3 * NOTE, LINE]);
  expect(places.topOf(1)).toBe(LINE + 3 * NOTE);
});

it('finds the line at a height', () => {
  const places = linePlaces([[0, day(21)], [1, day(20)], [2, day(20)]], 1_000);
  expect(places.indexFrom(0)).toBe(0);
  expect(places.indexFrom(1)).toBe(1);
  expect(places.indexFrom(LINE + DAY)).toBe(1);
  expect(places.indexFrom(LINE + DAY + 1)).toBe(2);
  for (const index of [1, 2, 500, 999]) expect(places.indexFrom(places.topOf(index))).toBe(index);
  expect(places.indexFrom(1e9)).toBe(1_000);
});

it('takes lines that have not been read as plain ones of no day', () => {
  const places = linePlaces([[10, day(21)], [12, day(20)], [13, day(20)]], 100);
  expect(places.beginsDay(12)).toBe(false);
  expect(places.topOf(50)).toBe(50 * LINE);
  expect(linePlaces([], 0).end).toBe(0);
});
