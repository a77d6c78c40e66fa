import { collectAll } from './collect-litter';

const LOOK_EVERY_MS = 10_000;
/** Milliseconds of processor time, of all threads, between two looks: at most so much is no work, and at least so much is. */
const QUIET_MS = 100;
const WORK_MS = 250;
/** Looks in a row that found no work. */
const QUIET_LOOKS = 2;

export interface Resting {
  /** There was work, though little: what it left is given back, too. */
  noteWork(): void;
  stop(): void;
}

/**
 * Gives memory back to the system each time this process has worked and then done nothing for a while: V8 by itself keeps
 * room for the next burst, and the code of functions that may never run again. Nothing happens while there is work.
 *
 * @param letGo what else can be let go
 */
export function restWhenIdle(letGo: () => void = () => undefined): Resting {
  let hasWorked = true;
  let quietLooks = 0;
  let before = process.cpuUsage();
  const look = (): void => {
    const { user, system } = process.cpuUsage(before);
    before = process.cpuUsage();
    const spentMs = (user + system) / 1_000;
    if (spentMs >= WORK_MS) hasWorked = true;
    quietLooks = spentMs <= QUIET_MS ? quietLooks + 1 : 0;
    if (!hasWorked || quietLooks < QUIET_LOOKS) return;
    hasWorked = false;
    letGo();
    collectAll();
    // What that took is no work of ours.
    before = process.cpuUsage();
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  timer.unref();
  return {
    noteWork() {
      hasWorked = true;
      quietLooks = 0;
    },
    stop: () => clearInterval(timer),
  };
}
