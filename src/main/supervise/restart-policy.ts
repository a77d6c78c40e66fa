import { backoffMs } from '../../base/backoff';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
const WINDOW_MS = 120_000;
const CRASHES_TO_GIVE_UP = 5;

export type Verdict = { readonly again: true; readonly pauseMs: number } | { readonly again: false };

/**
 * How to go on after a crash: a pause of 1, 2, 4 … seconds, at most 30; after five crashes within two minutes not by
 * itself at all. Two quiet minutes make it forget.
 */
export class RestartPolicy {
  private crashes: number[] = [];
  private row = 0;

  /** @param now milliseconds of a clock that never jumps */
  crashed(now: number): Verdict {
    const last = this.crashes.at(-1);
    this.row = last !== undefined && now - last < WINDOW_MS ? this.row + 1 : 1;
    this.crashes = [...this.crashes.filter((at) => now - at < WINDOW_MS), now];
    if (this.crashes.length >= CRASHES_TO_GIVE_UP) return { again: false };
    return { again: true, pauseMs: backoffMs(this.row, FIRST_PAUSE_MS, LONGEST_PAUSE_MS, 0) };
  }

  /** The user asked for a new start: the past does not count. */
  forget(): void {
    this.crashes = [];
    this.row = 0;
  }
}
