/** The first moment that the field can hold: 1980-01-01 00:00. */
const FIRST = (1 << 21) | (1 << 16);
const LAST_YEAR = 2107;

/** Date (upper half) and time of day here in steps of two seconds, as ZIP keeps it; what it can't hold becomes its edge. */
export function dosTime(mtimeMs: number | null): number {
  if (mtimeMs === null) return FIRST;
  const moment = new Date(mtimeMs);
  const year = Math.min(LAST_YEAR, moment.getFullYear());
  if (!(year >= 1980)) return FIRST;
  const date = ((year - 1980) << 9) | ((moment.getMonth() + 1) << 5) | moment.getDate();
  const time = (moment.getHours() << 11) | (moment.getMinutes() << 5) | (moment.getSeconds() >> 1);
  return ((date << 16) | time) >>> 0;
}
