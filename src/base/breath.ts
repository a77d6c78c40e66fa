/** Others get their turn after so long. */
const SLICE_MS = 8;
const PAUSE_MS = 2;
/** Where others have much to do and do it in many small steps: these wait for each other's turn. */
const BUSY_SLICE_MS = 1;
const BUSY_PAUSE_MS = 30;

/** Lets long work in the engine's one thread stop for others, often enough that nobody waits. */
export class Breath {
  private since = performance.now();

  /** @param isBusy others have much to do that is more pressing */
  constructor(private readonly isBusy: () => boolean = () => false) {}

  /** To be awaited between small pieces of work: returns at once until the slice is over. */
  async take(): Promise<void> {
    const isBusy = this.isBusy();
    if (performance.now() - this.since < (isBusy ? BUSY_SLICE_MS : SLICE_MS)) return;
    await new Promise((resolve) => setTimeout(resolve, isBusy ? BUSY_PAUSE_MS : PAUSE_MS));
    this.since = performance.now();
  }
}
