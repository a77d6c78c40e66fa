import { locale } from '../../../../shared/words/words';
/** A month as a calendar shows it. */
export interface Month {
  year: number;
  /** From 0. */
  index: number;
  name: string;
  /** "2026-11-01" */
  from: string;
  to: string;
  /** Of each week, from Monday, the days; null before the first and after the last. */
  weeks: readonly (readonly (string | null)[])[];
}

const named = new Intl.DateTimeFormat(locale(), { month: 'long', year: 'numeric', timeZone: 'UTC' });
const two = (value: number): string => String(value).padStart(2, '0');

export function monthOf(year: number, index: number): Month {
  const first = new Date(Date.UTC(year, index, 1));
  const length = new Date(Date.UTC(year, index + 1, 0)).getUTCDate();
  const day = (number: number): string => `${first.getUTCFullYear()}-${two(first.getUTCMonth() + 1)}-${two(number)}`;
  const before = (first.getUTCDay() + 6) % 7;
  const cells = [...Array.from({ length: before }, () => null), ...Array.from({ length }, (_, at) => day(at + 1))];
  while (cells.length % 7 !== 0) cells.push(null);
  const weeks = Array.from({ length: cells.length / 7 }, (_, at) => cells.slice(at * 7, at * 7 + 7));
  return { year: first.getUTCFullYear(), index: first.getUTCMonth(), name: named.format(first), from: day(1), to: day(length), weeks };
}

/** The month that the clock of this machine shows. */
export const monthAt = (at: number): Month => monthOf(new Date(at).getFullYear(), new Date(at).getMonth());
export const shiftMonth = ({ year, index }: Month, by: number): Month => monthOf(year, index + by);
