import type { ZipFields } from './zip-fields';

/** Milliseconds since 1970: of an extra field, in UTC, else MS-DOS's, in the local time of this machine. Null for none. */
export function entryTime({ modified, dosDate, dosTime }: ZipFields): number | null {
  if (modified !== null) return modified;
  const day = dosDate & 31;
  const month = (dosDate >> 5) & 15;
  if (day === 0 || month === 0 || month > 12) return null;
  const time = new Date(1980 + (dosDate >> 9), month - 1, day, dosTime >> 11, (dosTime >> 5) & 63, (dosTime & 31) * 2);
  return time.getTime();
}
