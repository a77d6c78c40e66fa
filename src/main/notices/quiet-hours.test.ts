import { expect, it } from 'vitest';
import { isQuiet } from './quiet-hours';

const at = (hours: number, minutes = 0): Date => new Date(2026, 10, 23, hours, minutes);

it.each([
  ['22:00', '07:00', [22, 23, 0, 6], [21, 7, 12]],
  ['12:00', '13:30', [12, 13], [11, 14]],
  ['08:00', '08:00', [], [7, 8, 9]],
])('from %s to %s', (from, to, quiet, loud) => {
  for (const hour of quiet) expect(isQuiet({ from, to }, at(hour)), `${hour} h`).toBe(true);
  for (const hour of loud) expect(isQuiet({ from, to }, at(hour)), `${hour} h`).toBe(false);
});

it('ends at the minute, and is never without hours', () => {
  expect(isQuiet({ from: '22:00', to: '07:00' }, at(6, 59))).toBe(true);
  expect(isQuiet({ from: '12:00', to: '13:30' }, at(13, 30))).toBe(false);
  expect(isQuiet(null, at(3))).toBe(false);
});
