import { EventEmitter } from 'node:events';
import type { EngineApi } from '../shared/contract/engine-api';
import type { Snapshot } from '../shared/model/engine';
import type { Served } from '../shared/rpc/serve';

/** Windows hear of changes at most so often. */
const SNAPSHOT_MS = 200;
/** Changes of one moment are told together. */
const GATHER_MS = 10;

/** Tells everyone who listens that something has changed: at once after a quiet while, then at most every 200 ms. */
export class Announcer {
  private readonly served = new Set<Served<EngineApi>>();
  private readonly events = new EventEmitter<{ changed: [] }>();
  private timer: NodeJS.Timeout | null = null;
  private lastTold = -Infinity;
  private isClosed = false;
  sequence = 0;

  constructor(private readonly snapshot: () => Snapshot) {
    this.events.setMaxListeners(0);
  }

  add(served: Served<EngineApi>): void {
    this.served.add(served);
  }

  remove(served: Served<EngineApi>): void {
    this.served.delete(served);
  }

  changed(): void {
    if (this.timer || this.isClosed) return;
    const sinceLast = performance.now() - this.lastTold;
    this.timer = setTimeout(() => {
      this.timer = null;
      this.tell();
    }, Math.max(GATHER_MS, SNAPSHOT_MS - sinceLast));
  }

  /** Resolves once `condition` holds; looked at whenever something has changed. */
  when(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!condition()) return;
        this.events.off('changed', look);
        resolve();
      };
      this.events.on('changed', look);
      look();
    });
  }

  /** Nothing is told any more. */
  stop(): void {
    this.isClosed = true;
    if (this.timer) clearTimeout(this.timer);
  }

  hangUp(): void {
    for (const served of this.served) served.end();
  }

  private tell(): void {
    this.lastTold = performance.now();
    this.events.emit('changed');
    if (this.served.size === 0) return;
    this.sequence += 1;
    const snapshot = this.snapshot();
    for (const served of this.served) served.emit('snapshot.taken', snapshot);
  }
}
