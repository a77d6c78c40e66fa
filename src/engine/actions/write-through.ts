import { close, fsync, open } from 'node:fs';
import { toFsPath } from '../../base/byte-name';
import type { Database } from '../store/database';

/**
 * Writes through to the disk what must outlive a power loss. Those who ask at one moment share the work: a folder is written
 * once for all the names it got, the ledger's log once for all intents.
 */
export class WriteThrough {
  /** To be written as soon as their turn comes, and being written. */
  private readonly waiting = new Map<string, Promise<void>>();
  private readonly underWay = new Map<string, Promise<void>>();
  private ledgerSoon: Promise<void> | null = null;

  constructor(private readonly database: Database) {}

  /** @param descriptor of the open file. Many at once are hardly dearer than one: file systems write their journal for all of them together. */
  file(descriptor: number): Promise<void> {
    return new Promise((resolve, reject) => {
      fsync(descriptor, (error) => (error ? reject(error) : resolve()));
    });
  }

  /** The names in a folder, as they are now; what some network drives can't, and the names hold all the same. */
  folder(path: string): Promise<void> {
    const known = this.waiting.get(path);
    if (known) return known;
    // One that is under way may have begun before the name was there.
    const turn = (this.underWay.get(path) ?? later(() => undefined)).then(() => {
      this.waiting.delete(path);
      const done = syncNames(path);
      this.underWay.set(path, done);
      return done.finally(() => {
        if (this.underWay.get(path) === done) this.underWay.delete(path);
      });
    });
    this.waiting.set(path, turn);
    return turn;
  }

  /** Everything that was committed to the ledger up to now. */
  ledger(): Promise<void> {
    this.ledgerSoon ??= later(() => {
      this.ledgerSoon = null;
      this.database.pragma('PRAGMA wal_checkpoint(FULL)');
    });
    return this.ledgerSoon;
  }
}

/** Resolves when it is done, or can't be. */
function syncNames(folder: string): Promise<void> {
  if (process.platform === 'win32') return Promise.resolve();
  return new Promise((resolve) => {
    open(toFsPath(folder), 'r', (notOpened, descriptor) => {
      // As said above.
      if (notOpened) resolve();
      else fsync(descriptor, () => close(descriptor, () => resolve()));
    });
  });
}

/** In the next turn of the loop, so that others of this one join. */
const later = (act: () => void): Promise<void> =>
  new Promise((resolve, reject) => {
    setImmediate(() => {
      try {
        act();
        resolve();
      } catch (error) {
        reject(error as Error);
      }
    });
  });
