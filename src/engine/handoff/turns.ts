/** Lets what was written through, and others, go on meanwhile: to be awaited after each of many small pieces of work. */
export class Turns {
  private pieces = 0;

  constructor(private readonly every: number) {}

  async next(): Promise<void> {
    this.pieces += 1;
    if (this.pieces % this.every === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}
