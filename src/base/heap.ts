/** A binary heap: the entry that goes before all others is on top. */
export class Heap<T> {
  private readonly entries: T[] = [];

  constructor(private readonly goesBefore: (a: T, b: T) => boolean) {}

  get size(): number {
    return this.entries.length;
  }

  get top(): T | undefined {
    return this.entries[0];
  }

  push(entry: T): void {
    const { entries, goesBefore } = this;
    entries.push(entry);
    for (let at = entries.length - 1; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!goesBefore(entry, entries[parent] as T)) return;
      this.swap(at, parent);
      at = parent;
    }
  }

  pop(): T | undefined {
    const { entries } = this;
    const top = entries[0];
    const last = entries.pop();
    if (entries.length === 0 || last === undefined) return top;
    entries[0] = last;
    this.sink();
    return top;
  }

  private sink(): void {
    const { entries, goesBefore } = this;
    for (let at = 0; ; ) {
      const left = 2 * at + 1;
      if (left >= entries.length) return;
      const right = left + 1;
      const child = right < entries.length && goesBefore(entries[right] as T, entries[left] as T) ? right : left;
      if (!goesBefore(entries[child] as T, entries[at] as T)) return;
      this.swap(at, child);
      at = child;
    }
  }

  private swap(a: number, b: number): void {
    const { entries } = this;
    const held = entries[a] as T;
    entries[a] = entries[b] as T;
    entries[b] = held;
  }
}
