import type { Database } from './database';

/** Answers that hold until the ledger changes. */
export class Remembered<R> {
  private readonly stores = new WeakMap<Database, { changes: number; answers: Map<string, R> }>();

  /** @param most answers that are kept; beyond, all are forgotten */
  constructor(private readonly most: number) {}

  get(database: Database, key: string, work: () => R): R {
    const changes = database.changeCount;
    let store = this.stores.get(database);
    if (store?.changes !== changes) {
      store = { changes, answers: new Map() };
      this.stores.set(database, store);
    }
    const known = store.answers.get(key);
    if (known !== undefined) return known;
    if (store.answers.size >= this.most) store.answers.clear();
    const answer = work();
    store.answers.set(key, answer);
    return answer;
  }
}
