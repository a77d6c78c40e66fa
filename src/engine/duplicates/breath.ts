/** Others get their turn after so long. */
const SLICE_MS = 8;
const PAUSE_MS = 2;

/** Lets long work in the engine's one thread stop for others, often enough that nobody waits. */
export class Breath {
  private since = performance.now();

  /** To be awaited between small pieces of work: returns at once until the slice is over. */
  async take(): Promise<void> {
    if (performance.now() - this.since < SLICE_MS) return;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    this.since = performance.now();
  }
}
