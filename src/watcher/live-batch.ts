import { toFsPath } from '../base/byte-name';
import type { Sighting } from '../shared/contract/watch-api';
import { goneSighting, lookAt, sightingOf, unreadableSighting } from './look';
import { MAX_SIGHTINGS } from './packed-sightings';

/** Waiting this long lets the several events of one write (create, modify, attributes) become one sighting. */
const GATHER_MS = 1;

interface LiveBatchOptions {
  isPruned: (path: string) => boolean;
  /** Whether the path is, or was, a directory whose content is known. */
  isDirectory: (path: string) => boolean;
  /** Whether the folder itself is still there: else a missing file says nothing. */
  rootHolds: () => boolean;
  sighted: (sightings: Sighting[]) => void;
  /** Directories to look through: one changed, vanished, or became something else. */
  visit: (directories: string[]) => void;
  rootLost: () => void;
}

/** Gathers the paths that events name and looks once at each: an event is a hint, what lies there is told. */
export class LiveBatch {
  private pending = new Set<string>();
  private isScheduled = false;
  private isClosed = false;

  constructor(private readonly options: LiveBatchOptions) {}

  touch(path: string): void {
    this.pending.add(path);
    if (this.isScheduled) return;
    this.isScheduled = true;
    setTimeout(() => this.flush(), GATHER_MS);
  }

  close(): void {
    this.isClosed = true;
    this.pending.clear();
  }

  private flush(): void {
    this.isScheduled = false;
    if (this.isClosed || this.pending.size === 0) return;
    const { options } = this;
    const sightings: Sighting[] = [];
    const visits: string[] = [];
    let looked = 0;
    let hasGone = false;
    for (const path of this.pending) {
      // In pieces, so that the loop gets back to emptying the system's event queue.
      if (looked === MAX_SIGHTINGS) break;
      looked += 1;
      this.pending.delete(path);
      const fsPath = toFsPath(path);
      const look = lookAt(fsPath);
      const wasDirectory = options.isDirectory(path);
      if (look !== null && typeof look !== 'string' && look.isDirectory()) {
        // A new directory is looked through once it is watched; this one only changed its rights or owner.
        if (wasDirectory && !options.isPruned(path)) visits.push(path);
        continue;
      }
      if (wasDirectory) visits.push(path);
      if (look === null) {
        // No file stood there; the visit tells what was below.
        if (wasDirectory) continue;
        hasGone = true;
        sightings.push(goneSighting(path));
      } else {
        sightings.push(typeof look === 'string' ? unreadableSighting(path) : sightingOf(path, fsPath, look));
      }
    }
    if (this.pending.size > 0) {
      this.isScheduled = true;
      setImmediate(() => this.flush());
    }
    if (hasGone && !options.rootHolds()) {
      options.rootLost();
      const present = sightings.filter((sighting) => !sighting.gone);
      if (present.length > 0) options.sighted(present);
      return;
    }
    if (sightings.length > 0) options.sighted(sightings);
    if (visits.length > 0) options.visit(visits);
  }
}
