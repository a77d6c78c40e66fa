import { expect, test } from 'vitest';
import { CALENDAR_WEEKS } from '../../../../shared/model/charts';
import { dayOf, weeksOf } from './days';

const noon = new Date(2026, 10, 20, 12).getTime();

test('whole weeks that begin on Monday, up to today', () => {
  const weeks = weeksOf([], noon);
  expect(weeks).toHaveLength(CALENDAR_WEEKS);
  expect(weeks.slice(0, -1).every((week) => week.length === 7)).toBe(true);
  // The 20th of November 2026 is a Friday.
  expect(weeks.at(-1)?.map(({ day }) => day)).toEqual(['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20']);
  expect(new Set(weeks.flat().map(({ day }) => day)).size).toBe(weeks.flat().length);
});

test('days without files have no colour, the fullest has the strongest', () => {
  const days = weeksOf([{ day: '2026-11-19', files: 100 }, { day: '2026-11-20', files: 1 }], noon).flat();
  expect(days.find(({ day }) => day === '2026-11-19')).toMatchObject({ files: 100, level: 4 });
  expect(days.find(({ day }) => day === '2026-11-20')).toMatchObject({ files: 1, level: 1 });
  expect(days.find(({ day }) => day === '2026-11-18')).toMatchObject({ files: 0, level: 0 });
});

test('a day is the day of the clock on the wall', () => {
  expect(dayOf(new Date(2026, 0, 1, 0, 0, 1).getTime())).toBe('2026-01-01');
  expect(dayOf(new Date(2026, 0, 1, 23, 59, 59).getTime())).toBe('2026-01-01');
});
