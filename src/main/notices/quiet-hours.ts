/** Times of the day as "22:30", local time. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/** Whether `now` lies in them; over midnight where they end before they begin, and never where both are the same. */
export function isQuiet(hours: QuietHours | null, now: Date): boolean {
  if (hours === null) return false;
  const [from, to] = [minutesOf(hours.from), minutesOf(hours.to)];
  const at = now.getHours() * 60 + now.getMinutes();
  return from <= to ? at >= from && at < to : at >= from || at < to;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
