const SIZE_UNITS: Record<string, number> = {
  '': 1,
  b: 1,
  bytes: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TIME_UNITS: Record<string, number> = {
  s: 1,
  second: 1,
  min: MINUTE,
  minute: MINUTE,
  h: HOUR,
  hour: HOUR,
  d: DAY,
  day: DAY,
  week: 7 * DAY,
  month: 30 * DAY,
  year: 365 * DAY,
};

const MEASURE = /^([\d_]*\.?\d+)\s*([a-z]*)$/;

/** "10 MB", "2.5 GiB", 1000: bytes; null when it is no size. */
export function parseSize(written: unknown): number | null {
  return parseMeasure(written, (unit) => SIZE_UNITS[unit]);
}

/** "7 days", "90 min", "2 weeks": seconds; null when it is no span of time. A bare number says too little. */
export function parseSpan(written: unknown): number | null {
  return parseMeasure(written, (unit) => TIME_UNITS[unit] ?? (unit.endsWith('s') ? TIME_UNITS[unit.slice(0, -1)] : undefined));
}

function parseMeasure(written: unknown, factorOf: (unit: string) => number | undefined): number | null {
  const [, amount, unit] = MEASURE.exec(String(written).trim().toLowerCase()) ?? [];
  const factor = unit === undefined ? undefined : factorOf(unit);
  if (amount === undefined || factor === undefined) return null;
  return Number(amount.replaceAll('_', '')) * factor;
}

/** A year, a month, a day or a moment, where the machine is: milliseconds since 1970, and until when it lasts. Null when it is none. */
export function parseMoment(written: unknown): { from: number; until: number } | null {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d))?)?)?)?$/.exec(String(written).trim()) ?? [];
  if (year === undefined) return null;
  const [y, m, d] = [Number(year), Number(month ?? 1) - 1, Number(day ?? 1)];
  const from = new Date(y, m, d, Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0));
  if (from.getMonth() !== m || from.getDate() !== d) return null;
  if (hour !== undefined) return { from: from.getTime(), until: from.getTime() };
  const next = month === undefined ? new Date(y + 1, 0, 1) : day === undefined ? new Date(y, m + 1, 1) : new Date(y, m, d + 1);
  return { from: from.getTime(), until: next.getTime() - 1 };
}
