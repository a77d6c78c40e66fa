import { setTimeout as wait } from 'node:timers/promises';

/** Waits; rejects at once when the signal is aborted. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

/** Time as uploads see it; tests put their own in its place. */
export interface UploadClock {
  /** Milliseconds that only go on. */
  elapsed(): number;
  /** Milliseconds since 1970. */
  now(): number;
  pause: Pause;
  /** 0–1. */
  random(): number;
}

export const systemClock: UploadClock = {
  elapsed: () => performance.now(),
  now: () => Date.now(),
  pause: (ms, signal) => wait(ms, undefined, { signal }),
  random: () => Math.random(),
};
