import { expect, it } from 'vitest';
import { noteOf, planPlaces } from './plan-places';
import { planRows } from './plan-rows';

const rows = planRows([
  { ordinal: 0, path: '../up.txt', writtenAs: null, type: 'file', size: 1, note: 'Its path leads out of the archive (“../up.txt”); it is not written anywhere.' },
  { ordinal: 1, path: 'a.txt', writtenAs: 'a.txt', type: 'file', size: 1, note: null },
  { ordinal: 2, path: 'con', writtenAs: '_con', type: 'file', size: 1, note: 'Windows does not take its name as it is; it was changed.' },
]);

it('gives all lines one height where notes stand beside names', () => {
  const places = planPlaces(rows, 900);
  expect([places.isNarrow, places.end, places.topOf(2), places.indexFrom(29)]).toEqual([false, 84, 56, 2]);
});

it('has room for whole notes below names where it is narrow', () => {
  const places = planPlaces(rows, 400);
  expect(places.isNarrow).toBe(true);
  expect(rows.map((row, index) => places.heightOf(index) > 28 === (noteOf(row) !== null))).toEqual([true, true, true]);
  expect(places.heightOf(0)).toBe(28 + 2 * 16 + 6);
  expect([places.indexFrom(0), places.indexFrom(1), places.indexFrom(places.end)]).toEqual([0, 1, 3]);
});
