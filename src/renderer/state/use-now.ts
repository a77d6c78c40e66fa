import { useCallback, useSyncExternalStore } from 'react';

interface Clock {
  now: number;
  readonly listeners: Set<() => void>;
  timer: ReturnType<typeof setInterval> | undefined;
}

/** One clock for each granularity, which ticks only while something shows its time. */
const clocks = new Map<number, Clock>();

function clockOf(granularityMs: number): Clock {
  let clock = clocks.get(granularityMs);
  if (!clock) {
    clock = { now: Date.now(), listeners: new Set(), timer: undefined };
    clocks.set(granularityMs, clock);
  }
  return clock;
}

function subscribe(granularityMs: number, listener: () => void): () => void {
  const clock = clockOf(granularityMs);
  clock.listeners.add(listener);
  if (!clock.timer) clock.now = Date.now();
  clock.timer ??= setInterval(() => {
    clock.now = Date.now();
    for (const each of clock.listeners) each();
  }, granularityMs);
  return () => {
    clock.listeners.delete(listener);
    if (clock.listeners.size > 0) return;
    clearInterval(clock.timer);
    clock.timer = undefined;
  };
}

/** The time, by one clock for the whole page; a slow text takes a coarse one, so that an idle page stays idle. */
export function useNow(granularityMs: number): number {
  const follow = useCallback((listener: () => void) => subscribe(granularityMs, listener), [granularityMs]);
  return useSyncExternalStore(follow, () => clockOf(granularityMs).now);
}
