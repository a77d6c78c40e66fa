const SLOT_MS = 5_000;
const SLOTS = 60;
/** "Files per second" looks back so far. */
const RATE_WINDOW_MS = 5_000;

/** Throughput of the last five minutes, in five-second slots. */
export class Metrics {
  private readonly settled = new Array<number>(SLOTS).fill(0);
  private readonly oldest = new Array<number>(SLOTS).fill(0);
  private slotStart: number;
  private readonly recent: { at: number; files: number }[] = [];

  constructor(private readonly now: () => number = () => performance.now()) {
    this.slotStart = now();
  }

  count(files: number): void {
    this.turn();
    this.settled[SLOTS - 1] = (this.settled[SLOTS - 1] as number) + files;
    this.recent.push({ at: this.now(), files });
  }

  noteOldestWaiting(seconds: number): void {
    this.turn();
    this.oldest[SLOTS - 1] = Math.max(this.oldest[SLOTS - 1] as number, seconds);
  }

  /** Files settled per second, over the last seconds in which something settled. */
  get filesPerSecond(): number {
    const now = this.now();
    while (this.recent[0] && now - this.recent[0].at > RATE_WINDOW_MS) this.recent.shift();
    const [first] = this.recent;
    if (!first) return 0;
    const files = this.recent.reduce((sum, entry) => sum + entry.files, 0);
    return files / Math.max(1, (now - first.at) / 1000);
  }

  get throughput(): number[] {
    this.turn();
    return [...this.settled];
  }

  get oldestWaiting(): number[] {
    this.turn();
    return [...this.oldest];
  }

  private turn(): void {
    const passed = Math.min(SLOTS, Math.floor((this.now() - this.slotStart) / SLOT_MS));
    if (passed <= 0) return;
    this.slotStart += Math.floor((this.now() - this.slotStart) / SLOT_MS) * SLOT_MS;
    for (const slots of [this.settled, this.oldest]) {
      slots.splice(0, passed);
      slots.push(...new Array<number>(passed).fill(0));
    }
  }
}
