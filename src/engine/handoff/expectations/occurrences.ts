import type { Expectation } from '../../../shared/model/handoff';

/** One time at which files are to be there. */
export interface Due {
  /** "2026-11-23", by the clock of the expectation's time zone. */
  day: string;
  /** Milliseconds since 1970. */
  dueAt: number;
}

const DAY_MS = 86_400_000;
const MOST_DAYS = 800;

export const systemZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Whether this machine knows a time zone. */
export function isZone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * When an expectation falls due on the days from `from` to `to` ("2026-11-23"), both with them, oldest first. A time that the clock leaps over
 * falls due when it has leapt; of one that comes twice the first counts.
 */
export function duesOf({ days, by, timeZone }: Pick<Expectation, 'days' | 'by' | 'timeZone'>, from: string, to: string): Due[] {
  const zone = timeZone ?? systemZone();
  const dues: Due[] = [];
  const last = Date.parse(`${to}T00:00:00Z`);
  let at = Date.parse(`${from}T00:00:00Z`);
  for (let count = 0; at <= last && count < MOST_DAYS; count += 1, at += DAY_MS) {
    const date = new Date(at);
    if (!days.includes(date.getUTCDay() === 0 ? 7 : date.getUTCDay())) continue;
    const day = date.toISOString().slice(0, 10);
    dues.push({ day, dueAt: instantOf(day, by, zone) });
  }
  return dues;
}

/** The day that the clock of a zone shows at an instant. */
export const dayAt = (instant: number, zone: string): string => wallOf(instant, formatOf(zone)).slice(0, 10);

/** "2026-11-23" some days later. */
export const addDays = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** The first instant at which the clock of a zone shows this time, or a later one where it leaps over it. */
export function instantOf(day: string, by: string, zone: string): number {
  const format = formatOf(zone);
  const wanted = Date.parse(`${day}T${by}:00Z`);
  const offsetAt = (instant: number): number => Date.parse(`${wallOf(instant, format)}Z`) - instant;
  // Offsets before and after a change of the clock, which lies at most a day away.
  const offsets = [...new Set([offsetAt(wanted - DAY_MS), offsetAt(wanted + DAY_MS)])];
  const exact = offsets.map((offset) => wanted - offset).filter((instant) => offsetAt(instant) === wanted - instant);
  if (exact.length > 0) return Math.min(...exact);
  // Leapt over: by the clock as it was before, which is when it has leapt and so much more.
  return wanted - Math.min(...offsets);
}

const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    const digits = '2-digit' as const;
    format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: digits, day: digits, hour: digits, minute: digits, second: digits });
    formats.set(zone, format);
  }
  return format;
}

/** "2026-11-23T07:00:00" */
function wallOf(instant: number, format: Intl.DateTimeFormat): string {
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}`;
}
