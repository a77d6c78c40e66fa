import { locale, t } from '../../shared/words/words';
const clock = new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const full = new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'medium' });
const dayThisYear = new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short' });
const day = new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short', year: 'numeric' });
const short = new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

const weekday = new Intl.DateTimeFormat(locale(), { weekday: 'long', day: 'numeric', month: 'long' });
const weekdayOfYear = new Intl.DateTimeFormat(locale(), { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

export function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** The midnight with which the day `days` before begins, also where clocks are changed in between. */
export function daysBefore(at: number, days: number): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - days).getTime();
}

/** "09:14:02" */
export function formatClock(at: number): string {
  return clock.format(at);
}

/** How many figures' width a clock takes here: longer where the day has two halves. */
export const CLOCK_FIGURES = clock.format(new Date(2000, 11, 20, 22, 48, 58)).length;

export function formatMoment(at: number): string {
  return full.format(at);
}

/** The clock for today, else the day with the clock. */
export function formatArrival(at: number, now: number): string {
  return startOfDay(at) === startOfDay(now) ? clock.format(at) : short.format(at);
}

/** A day as a heading: "Today", "Yesterday", "Tuesday, 17 November"; with the year when it is another. */
export function formatDay(at: number, now: number): string {
  if (startOfDay(at) === startOfDay(now)) return t('Today');
  if (startOfDay(at) === daysBefore(now, 1)) return t('Yesterday');
  return (new Date(at).getFullYear() === new Date(now).getFullYear() ? weekday : weekdayOfYear).format(at);
}

/** "Today", "Yesterday", "12 Nov" */
export function formatShortDay(at: number, now: number): string {
  if (startOfDay(at) === startOfDay(now)) return t('Today');
  if (startOfDay(at) === daysBefore(now, 1)) return t('Yesterday');
  return new Date(at).getFullYear() === new Date(now).getFullYear() ? dayThisYear.format(at) : day.format(at);
}

/** "14 s ago", "3 min ago", "1 h ago", "Yesterday", "12 Nov" */
export function formatAgo(at: number, now: number): string {
  const seconds = Math.max(0, Math.floor((now - at) / 1000));
  if (seconds < 60) return t('{seconds} s ago', { seconds });
  if (seconds < 3600) return t('{minutes} min ago', { minutes: Math.floor(seconds / 60) });
  if (startOfDay(at) === startOfDay(now)) return t('{hours} h ago', { hours: Math.floor(seconds / 3600) });
  return formatShortDay(at, now);
}

/** A day that is written "2026-11-20": "20 Nov 2026". */
export function formatDate(written: string): string {
  const [year = 0, month = 1, date = 1] = written.split('-').map(Number);
  return day.format(new Date(year, month - 1, date));
}
