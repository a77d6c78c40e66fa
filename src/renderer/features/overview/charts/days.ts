import { CALENDAR_WEEKS } from '../../../../shared/model/charts';

const WEEK = 7;

/** "2026-11-20", in local time. */
export function dayOf(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
}

export interface CalendarDay {
  readonly day: string;
  readonly at: number;
  readonly files: number;
  /** 0 for none, then 1 to 4 by quarters of the greatest. */
  readonly level: number;
}

/** Whole weeks from Monday to Sunday, the last one with `now` in it; days to come are left out. */
export function weeksOf(days: readonly { day: string; files: number }[], now: number): readonly (readonly CalendarDay[])[] {
  const counts = new Map(days.map(({ day, files }) => [day, files]));
  const most = Math.max(1, ...counts.values());
  const today = new Date(now);
  const sinceMonday = (today.getDay() + 6) % WEEK;
  const weeks: CalendarDay[][] = [];
  for (let week = CALENDAR_WEEKS - 1; week >= 0; week -= 1) {
    const column: CalendarDay[] = [];
    for (let weekday = 0; weekday < WEEK; weekday += 1) {
      const date = new Date(today.getFullYear(), today.getMonth(), today.getDate() - sinceMonday - week * WEEK + weekday);
      if (date.getTime() > now) break;
      const day = dayOf(date.getTime());
      const files = counts.get(day) ?? 0;
      column.push({ day, at: date.getTime(), files, level: files === 0 ? 0 : Math.ceil((files / most) * 4) });
    }
    weeks.push(column);
  }
  return weeks;
}
