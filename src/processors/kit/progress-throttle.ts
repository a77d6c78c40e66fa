/** At most five messages a second for one file. */
const INTERVAL_MS = 200;

/** Passes the first call on at once and then at most one per interval; the ones between are dropped. */
export function throttleProgress(
  emit: (label: string, fraction: number | null) => void,
  now: () => number = () => performance.now(),
): (label: string, fraction: number | null) => void {
  let next = -Infinity;
  return (label, fraction) => {
    const time = now();
    if (time < next) return;
    next = time + INTERVAL_MS;
    emit(label, fraction === null ? null : Math.min(1, Math.max(0, fraction)));
  };
}
