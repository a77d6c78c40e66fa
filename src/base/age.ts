/**
 * How long ago an instant of the wall clock was, in milliseconds. Somebody may set that clock while we run: of it and a
 * clock that nobody can set the one that says less is believed, so that nothing ever seems older than it is.
 */
export function ageOf(instant: number): number {
  const steady = performance.timeOrigin + performance.now();
  return Math.max(0, Math.min(Date.now(), steady) - instant);
}
