/**
 * Entries in the order in which they fall due: a binary heap. Times are of one monotonic clock, so a jump of the wall
 * clock neither starves nor hurries an entry.
 */
export class DueQueue<T> {
  private readonly heap: { due: number; value: T }[] = [];

  get size(): number {
    return this.heap.length;
  }

  /** When the first entry falls due, or null when there is none. */
  get nextDue(): number | null {
    return this.heap[0]?.due ?? null;
  }

  push(due: number, value: T): void {
    const { heap } = this;
    heap.push({ due, value });
    let at = heap.length - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.at(parent).due <= this.at(at).due) break;
      this.swap(parent, at);
      at = parent;
    }
  }

  /** Takes out the first entry if it is due at `now`. */
  takeDue(now: number): T | undefined {
    const { heap } = this;
    const first = heap[0];
    if (!first || first.due > now) return undefined;
    const last = heap.pop() as { due: number; value: T };
    if (heap.length > 0) {
      heap[0] = last;
      this.sink();
    }
    return first.value;
  }

  private sink(): void {
    const { length } = this.heap;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= length) return;
      const right = left + 1;
      const child = right < length && this.at(right).due < this.at(left).due ? right : left;
      if (this.at(at).due <= this.at(child).due) return;
      this.swap(at, child);
      at = child;
    }
  }

  private at(index: number): { due: number; value: T } {
    return this.heap[index] as { due: number; value: T };
  }

  private swap(a: number, b: number): void {
    const held = this.at(a);
    this.heap[a] = this.at(b);
    this.heap[b] = held;
  }
}
