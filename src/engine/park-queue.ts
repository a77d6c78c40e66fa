import { ageOf } from '../base/age';
import type { Job } from './job';

/** A file that was written so recently may be half of what its producer means to write: it is left where it lies. */
const QUIET_MS = 10_000;

/** Failed files on their way to `errors/`: each once it has been quiet for long enough. */
export class ParkQueue {
  private readonly timers = new Map<number, NodeJS.Timeout>();

  constructor(private readonly park: (jobs: Job[]) => void) {}

  get size(): number {
    return this.timers.size;
  }

  add(jobs: Job[]): void {
    // That a hand-off is whole, its sidecar says.
    const quiet = jobs.filter((job) => job.isHandoff || ageOf(job.mtimeMs) >= QUIET_MS);
    if (quiet.length > 0) this.park(quiet);
    for (const job of jobs) {
      if (quiet.includes(job) || this.timers.has(job.jobId)) continue;
      const timer = setTimeout(() => {
        this.timers.delete(job.jobId);
        // What happened to the file meanwhile is found out before it is moved.
        this.park([job]);
      }, QUIET_MS - ageOf(job.mtimeMs));
      this.timers.set(job.jobId, timer);
    }
  }

  close(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }
}
