const two = (value: number): string => String(value).padStart(2, '0');

/** "2026-11-22": the folder of a day, as the clock here has it. */
export const dayOf = (at: Date): string => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;

/** "20261122_214628", as the clock here has it. */
export const stampOf = (at: Date): string => `${dayOf(at).replaceAll('-', '')}_${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`;

/** ISO 8601 as the clock here has it, with its distance from UTC, so that no reader has to guess; `datetime.fromisoformat` of every Python takes it. */
export function isoHere(at: Date): string {
  const minutes = -at.getTimezoneOffset();
  const offset = `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
  return `${dayOf(at)}T${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${String(at.getMilliseconds()).padStart(3, '0')}${offset}`;
}
