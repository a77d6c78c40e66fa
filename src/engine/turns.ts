/**
 * Lets so many go on at once as may at that moment; the others wait for their turn, first come, first served, except that
 * those who share a signal count as one: who asks for a thousand turns lets others in between.
 */
export class Turns {
  /** By signal; whose turn it was goes to the end. */
  private readonly waiting = new Map<AbortSignal, (() => void)[]>();
  private taken = 0;
  private isClosed = false;

  /**
   * @param limit how many may be under way now
   * @param ended one has given its turn back
   */
  constructor(
    private readonly limit: () => number,
    private readonly ended: () => void = () => undefined,
  ) {}

  get underWay(): number {
    return this.taken;
  }

  /** Who waits for a turn. */
  get waitingCount(): number {
    return [...this.waiting.values()].reduce((sum, line) => sum + line.length, 0);
  }

  /** Resolves when its turn has come, or at the signal; what it gives is called when it is over. */
  take(signal: AbortSignal): Promise<() => void> {
    return new Promise((resolve) => {
      const begin = (): void => {
        signal.removeEventListener('abort', skip);
        this.taken += 1;
        resolve(() => {
          this.taken -= 1;
          this.ended();
          this.pump();
        });
      };
      const skip = (): void => {
        const line = this.waiting.get(signal) ?? [];
        const at = line.indexOf(begin);
        if (at < 0) return;
        line.splice(at, 1);
        if (line.length === 0) this.waiting.delete(signal);
        begin();
      };
      signal.addEventListener('abort', skip, { once: true });
      const line = this.waiting.get(signal);
      if (line) line.push(begin);
      else this.waiting.set(signal, [begin]);
      if (signal.aborted) skip();
      else this.pump();
    });
  }

  /** Begins what may begin now. */
  pump(): void {
    while (this.waiting.size > 0 && (this.isClosed || this.taken < this.limit())) this.next()?.();
  }

  private next(): (() => void) | undefined {
    for (const [signal, line] of this.waiting) {
      const begin = line.shift();
      this.waiting.delete(signal);
      if (line.length > 0) this.waiting.set(signal, line);
      return begin;
    }
    return undefined;
  }

  /** From now on nobody waits: each finds out by its signal that there is nothing to do. */
  close(): void {
    this.isClosed = true;
    this.pump();
  }
}
