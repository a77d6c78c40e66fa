/** Lets so many go on at once as may at that moment; the others wait for their turn, first come, first served. */
export class Turns {
  private readonly waiting: (() => void)[] = [];
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
    return this.waiting.length;
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
        const at = this.waiting.indexOf(begin);
        if (at < 0) return;
        this.waiting.splice(at, 1);
        begin();
      };
      signal.addEventListener('abort', skip, { once: true });
      this.waiting.push(begin);
      if (signal.aborted) skip();
      else this.pump();
    });
  }

  /** Begins what may begin now. */
  pump(): void {
    while (this.waiting.length > 0 && (this.isClosed || this.taken < this.limit())) this.waiting.shift()?.();
  }

  /** From now on nobody waits: each finds out by its signal that there is nothing to do. */
  close(): void {
    this.isClosed = true;
    this.pump();
  }
}
