import type { Job } from './job';

/** A job that is being worked on, and what calls it off. */
export interface ActiveJob {
  readonly job: Job;
  readonly abort: AbortController;
}

export interface JobLineParts {
  /** How many may be worked on now. */
  limit(): number;
  /** Which of two goes first; in the order in which they came when left out. */
  order?(one: Job, other: Job): number;
  /** Must not throw. */
  work(active: ActiveJob): Promise<void>;
  /** Its work has ended, and it is no longer in here. Not called once all is called off. */
  ended(job: Job): void;
}

/** Jobs in a line, of which as many are worked on at once as may be. */
export class JobLine {
  private readonly waiting: Job[] = [];
  /** Of all, waiting or worked on. */
  private readonly jobIds = new Set<number>();
  private readonly active = new Map<number, ActiveJob>();
  private closed = false;
  private onDrained: (() => void) | null = null;

  constructor(private readonly parts: JobLineParts) {}

  get isClosed(): boolean {
    return this.closed;
  }

  get size(): number {
    return this.waiting.length + this.active.size;
  }

  get waitingCount(): number {
    return this.waiting.length;
  }

  get activeCount(): number {
    return this.active.size;
  }

  has(jobId: number): boolean {
    return this.jobIds.has(jobId);
  }

  isWaiting(fileId: number): boolean {
    return this.waiting.some((job) => job.fileId === fileId);
  }

  jobs(): Job[] {
    return [...this.waiting, ...[...this.active.values()].map(({ job }) => job)];
  }

  activeOf(fileId: number): ActiveJob | undefined {
    return this.active.get(fileId);
  }

  add(job: Job): void {
    this.waiting.push(job);
    this.jobIds.add(job.jobId);
  }

  /**
   * Takes out a job that waits, and tells that it has ended; or calls off one that is worked on, which then ends by itself.
   *
   * @param cancelled told of the job before
   * @returns false when the file is not here
   */
  cancel(fileId: number, reason?: unknown, cancelled: (job: Job) => void = () => undefined): boolean {
    const at = this.waiting.findIndex((job) => job.fileId === fileId);
    const [out] = at < 0 ? [] : this.waiting.splice(at, 1);
    const active = this.active.get(fileId);
    const job = out ?? active?.job;
    if (!job) return false;
    job.isCancelled = true;
    cancelled(job);
    if (out) {
      this.jobIds.delete(out.jobId);
      this.parts.ended(out);
    }
    active?.abort.abort(reason);
    return true;
  }

  /** Begins what may begin now. */
  pump(): void {
    while (!this.closed && this.waiting.length > 0 && this.active.size < this.parts.limit()) void this.begin(this.next());
  }

  /** Calls everything off; resolves when all work has ended. */
  async close(reason?: unknown): Promise<void> {
    this.closed = true;
    for (const { jobId } of this.waiting) this.jobIds.delete(jobId);
    this.waiting.length = 0;
    for (const { abort } of this.active.values()) abort.abort(reason);
    if (this.active.size > 0) await new Promise<void>((resolve) => (this.onDrained = resolve));
  }

  private next(): Job {
    const { order } = this.parts;
    let best = 0;
    if (order) for (const [at, job] of this.waiting.entries()) if (order(job, this.waiting[best] as Job) < 0) best = at;
    return this.waiting.splice(best, 1)[0] as Job;
  }

  private async begin(job: Job): Promise<void> {
    const active = { job, abort: new AbortController() };
    this.active.set(job.fileId, active);
    try {
      await this.parts.work(active);
    } finally {
      this.active.delete(job.fileId);
      this.jobIds.delete(job.jobId);
      if (!this.closed) this.parts.ended(job);
      if (this.active.size === 0) this.onDrained?.();
      this.pump();
    }
  }
}
