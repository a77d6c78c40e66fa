/** More events than this within {@link BURST_WINDOW_MS} count as a burst: the system's queue holds 16,384. */
const BURST_EVENTS = 2_000;
const BURST_WINDOW_MS = 2_000;
/** A burst is over after so long without an event. */
const CALM_MS = 300;
/** While a burst goes on and on, the folder is looked through this often all the same. */
const LONG_BURST_MS = 5_000;
/** Pause before the second look after a burst; doubles while looks still find what no event announced. */
const SECOND_LOOK_MS = 2_000;
/** A look may take 0.5 % of a core: after one of 0.5 s the next comes 100 s later at the earliest. */
const PAUSE_PER_SCAN = 200;
/** Where nothing but looking tells of changes, 1 %. */
const PAUSE_PER_POLL = 100;
/** Pauses grow in steps of the wish, so that the interval shown on the card does not change with every scan. */
const STEPS = [1, 1.5, 2, 3, 4.5, 6, 9, 12, 18, 30, 45, 60, 90, 120, 180, 360];

interface ScanScheduleOptions {
  rescanMs: number;
  /** No events can be had: scans are all there is. */
  isPolling: boolean;
  /** Starts a scan; {@link ScanSchedule.scanned} is told when it is over. */
  scan: () => void;
  burstChanged: (isBurst: boolean) => void;
}

/**
 * When a folder is looked through although no event asks for it: every `rescanMs`; when a burst has calmed down,
 * since the system drops events silently when its queue is full; and again after that, ever later, as long as looks
 * find something.
 */
export class ScanSchedule {
  private idleTimer: NodeJS.Timeout | null = null;
  private followUpTimer: NodeJS.Timeout | null = null;
  private windowStartedAt = 0;
  private windowEvents = 0;
  private calmTimer: NodeJS.Timeout | null = null;
  private burstScannedAt = 0;
  private followUpMs: number | null = null;
  private isBurst = false;
  private isClosed = false;
  private idlePauseMs: number;

  constructor(private readonly options: ScanScheduleOptions) {
    this.idlePauseMs = options.rescanMs;
  }

  /** The pause between two scans while nothing happens. */
  get intervalMs(): number {
    return this.idlePauseMs;
  }

  get isBursting(): boolean {
    return this.isBurst;
  }

  /** So many events came in just now. */
  noteEvents(count: number): void {
    if (this.isClosed) return;
    const now = performance.now();
    if (now - this.windowStartedAt > BURST_WINDOW_MS) {
      this.windowStartedAt = now;
      this.windowEvents = 0;
    }
    this.windowEvents += count;
    if (!this.isBurst) {
      if (this.windowEvents <= BURST_EVENTS) return;
      this.isBurst = true;
      this.burstScannedAt = now;
      this.options.burstChanged(true);
    }
    if (now - this.burstScannedAt > LONG_BURST_MS) {
      this.burstScannedAt = now;
      this.options.scan();
    }
    if (this.calmTimer) this.calmTimer.refresh();
    else this.calmTimer = setTimeout(() => this.calmed(), CALM_MS);
  }

  /** A scan took so long and found so many changes that no event had announced. */
  scanned(durationMs: number, unannounced: number): void {
    if (this.isClosed) return;
    if (this.idleTimer) clearTimeout(this.idleTimer);
    this.idlePauseMs = this.pauseAfter(durationMs);
    this.idleTimer = setTimeout(this.options.scan, this.idlePauseMs);
    if (this.isBurst || this.followUpMs === null) return;
    if (this.followUpTimer) clearTimeout(this.followUpTimer);
    const delay = this.followUpMs;
    // The second look always comes; later ones only while they are worth it.
    const isWorthIt = delay === SECOND_LOOK_MS || unannounced > 0;
    if (!isWorthIt || delay >= this.options.rescanMs) {
      this.followUpMs = null;
      return;
    }
    this.followUpMs = delay * 2;
    this.followUpTimer = setTimeout(this.options.scan, Math.max(delay, durationMs * 10));
  }

  private pauseAfter(durationMs: number): number {
    const { rescanMs, isPolling } = this.options;
    const least = durationMs * (isPolling ? PAUSE_PER_POLL : PAUSE_PER_SCAN);
    const step = STEPS.find((factor) => rescanMs * factor >= least);
    return step === undefined ? least : rescanMs * step;
  }

  close(): void {
    this.isClosed = true;
    for (const timer of [this.idleTimer, this.followUpTimer, this.calmTimer]) if (timer) clearTimeout(timer);
  }

  private calmed(): void {
    this.calmTimer = null;
    this.isBurst = false;
    this.windowEvents = 0;
    this.followUpMs = SECOND_LOOK_MS;
    this.options.burstChanged(false);
    this.options.scan();
  }
}
