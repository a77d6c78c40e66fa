import { setImmediate } from 'node:timers/promises';
import { throwIfCancelled } from '../../kit/open-file';

/** So long one piece of work may keep the process to itself. */
const TURN_MS = 10;

/** Long work in small pieces: lets others have their turn, and hears that it was called off. */
export class Turn {
  private since = performance.now();

  constructor(private readonly signal: AbortSignal) {}

  /** Cheap enough to be asked between any two entries. */
  get isOver(): boolean {
    return performance.now() - this.since > TURN_MS;
  }

  /** Throws `call.cancelled`. */
  async next(): Promise<void> {
    throwIfCancelled(this.signal);
    await setImmediate();
    throwIfCancelled(this.signal);
    this.since = performance.now();
  }
}
