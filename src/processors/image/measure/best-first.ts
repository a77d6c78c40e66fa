/** A binary heap: whatever comes first by `isBefore` is at its top. */
export class BestFirst<T> {
  private readonly items: T[] = [];

  constructor(private readonly isBefore: (a: T, b: T) => boolean) {}

  get top(): T | undefined {
    return this.items[0];
  }

  add(item: T): void {
    let at = this.items.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.isBefore(item, this.items[parent] as T)) break;
      this.items[at] = this.items[parent] as T;
      at = parent;
    }
    this.items[at] = item;
  }

  /** Takes the top away. */
  drop(): void {
    const last = this.items.pop();
    if (last === undefined || this.items.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.items.length) break;
      if (child + 1 < this.items.length && this.isBefore(this.items[child + 1] as T, this.items[child] as T)) child += 1;
      if (!this.isBefore(this.items[child] as T, last)) break;
      this.items[at] = this.items[child] as T;
      at = child;
    }
    this.items[at] = last;
  }
}
