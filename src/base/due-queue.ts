import { Heap } from './heap';

interface Entry<T> {
  due: number;
  value: T;
}

/**
 * Entries in the order in which they fall due. Times are of one monotonic clock, so a jump of the wall clock neither
 * starves nor hurries an entry.
 */
export class DueQueue<T> {
  private readonly heap = new Heap<Entry<T>>((a, b) => a.due < b.due);

  get size(): number {
    return this.heap.size;
  }

  /** When the first entry falls due, or null when there is none. */
  get nextDue(): number | null {
    return this.heap.top?.due ?? null;
  }

  push(due: number, value: T): void {
    this.heap.push({ due, value });
  }

  /** Takes out the first entry if it is due at `now`. */
  takeDue(now: number): T | undefined {
    const { top } = this.heap;
    return top && top.due <= now ? this.heap.pop()?.value : undefined;
  }
}
