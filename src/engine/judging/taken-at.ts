/** As cameras write it, "2026:01:15 10:30:00", in the time of the place: milliseconds since 1970 as if that were here. */
export function takenAt(written: unknown): number | undefined {
  const [, year, month, day, hour, minute, second] = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)/.exec(String(written)) ?? [];
  if (year === undefined) return undefined;
  const [y, m, d] = [Number(year), Number(month) - 1, Number(day)];
  const moment = new Date(y, m, d, Number(hour), Number(minute), Number(second));
  // Cameras whose clock was never set write zeros.
  return moment.getMonth() === m && moment.getDate() === d ? moment.getTime() : undefined;
}
