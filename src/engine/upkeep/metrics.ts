import { LANES, type Lane } from '../../shared/model/file';
import type { MetricsView } from '../../shared/model/engine';

/** Averages are over the last so many files. */
const AVERAGED = 1_000;
const SLOT_MS = 5_000;
const SLOTS = 60;
/** "Files per second" looks back so far. */
const RATE_WINDOW_MS = 5_000;

/** The last durations, and their mean. */
class Durations {
  private readonly kept: number[] = [];
  private next = 0;
  private sum = 0;

  add(ms: number): void {
    this.sum += ms - (this.kept[this.next] ?? 0);
    this.kept[this.next] = ms;
    this.next = (this.next + 1) % AVERAGED;
  }

  get mean(): number | null {
    return this.kept.length === 0 ? null : this.sum / this.kept.length;
  }
}

interface LaneFigures {
  processed: number;
  durations: Durations;
}

/** What is measured since the engine started: files, failures, times by lane, and throughput of the last five minutes. */
export class Metrics {
  private files = 0;
  private failed = 0;
  private readonly all = new Durations();
  private readonly lanes = new Map<Lane, LaneFigures>(LANES.map((lane) => [lane, { processed: 0, durations: new Durations() }]));
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

  /** A file that was worked on and has settled. */
  noteFile(lane: Lane, isFailed: boolean, durationMs: number): void {
    this.files += 1;
    if (isFailed) this.failed += 1;
    this.all.add(durationMs);
    const figures = this.lanes.get(lane);
    if (!figures) return;
    figures.processed += 1;
    figures.durations.add(durationMs);
  }

  lane(lane: Lane): { processed: number; averageMs: number | null } {
    const figures = this.lanes.get(lane);
    return { processed: figures?.processed ?? 0, averageMs: figures?.durations.mean ?? null };
  }

  view(workerCount: number): MetricsView {
    const { files, failed } = this;
    return {
      files,
      successful: files - failed,
      failed,
      successRate: files === 0 ? null : (files - failed) / files,
      filesPerSecond: this.filesPerSecond,
      averageMs: this.all.mean,
      workerCount,
    };
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
