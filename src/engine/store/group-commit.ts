import type { Database, Writer } from './database';

interface Pending {
  write(writer: Writer): void;
  /** Of its own, once it has come to nothing together with the others. */
  settle(): void;
  fail(error: unknown): void;
}

/** A commit of so many is one of a burst: the next waits a little for as many. */
const MANY = 4;
const GATHER_MS = 6;

/** Small writes of one moment share a transaction: a commit costs more than the rows in it. */
export class GroupCommit {
  private pending: Pending[] = [];
  private isBurst = false;

  constructor(private readonly database: Database) {}

  /**
   * @param write may be done twice: again on its own when another one of the same moment was refused. What it throws
   *   takes back its own rows alone
   * @returns once it is committed
   */
  write<R>(write: (writer: Writer) => R): Promise<R> {
    return new Promise((resolve, reject) => {
      let result: R;
      if (this.pending.length === 0) this.flushSoon();
      this.pending.push({
        write: (writer) => {
          result = write(writer);
        },
        settle: () => resolve(result),
        fail: reject,
      });
    });
  }

  /** Commits what waits, at once. */
  flush(): void {
    const pending = this.pending;
    this.pending = [];
    if (pending.length === 0) return;
    this.isBurst = pending.length >= MANY;
    if (this.commit(pending)) return;
    for (const one of pending) this.commit([one]);
  }

  private flushSoon(): void {
    if (this.isBurst) setTimeout(() => this.flush(), GATHER_MS);
    else setImmediate(() => this.flush());
  }

  /** @returns false where several came to nothing together */
  private commit(pending: Pending[]): boolean {
    try {
      this.database.transaction((writer) => {
        for (const one of pending) one.write(writer);
      });
    } catch (error) {
      if (pending.length > 1) return false;
      for (const one of pending) one.fail(error);
      return true;
    }
    for (const one of pending) one.settle();
    return true;
  }
}
