import { FilemillError, toErrorData } from '../../../shared/errors/filemill-error';
import { note, type Job } from '../../job';
import { Turns } from '../../turns';
import type { InsideParts } from './inside-parts';
import { LookInside } from './look-inside';
import { isEnough } from './sum-up';

export interface LookingInsideParts extends InsideParts {
  /** Archives and bundles of members that may be under way at once; 0 while the lane, or everything, rests. */
  limit(): number;
  /** Pages wait for OCR, and none may be begun. */
  isOcrHeldUp(): boolean;
}

export interface LookingInsideListener {
  started(job: Job): void;
  progressed(job: Job, label: string, fraction: number | null, worker: number | null): void;
  /** It was looked into, or that failed: the job goes on to be retired. */
  ended(job: Job): void;
  /** A worker has become free. */
  turnEnded(): void;
}

interface Active {
  job: Job;
  abort: AbortController;
}

/** Archives that were listed and whose folder wants their files read too: one after the other, each by several workers. */
export class LookingInside {
  private readonly waiting: Job[] = [];
  private readonly active = new Map<number, Active>();
  private readonly turns: Turns;
  private isClosed = false;
  private onDrained: (() => void) | null = null;

  constructor(
    private readonly parts: LookingInsideParts,
    private readonly listener: LookingInsideListener,
  ) {
    this.turns = new Turns(
      () => parts.limit(),
      () => {
        listener.turnEnded();
        this.pump();
      },
    );
  }

  /** Whether an archive that was just read is to be looked into; what is known of the same bytes is taken over. */
  isWanted(job: Job): boolean {
    const { archives } = job.settings;
    const readBy = job.result?.processor ?? job.report?.processor;
    if (job.error || job.isCancelled || job.isReverted || !archives.lookInside || readBy !== 'archive' || !job.recognition) return false;
    const known = this.parts.members.look(job.recognition.sha256);
    if (!isEnough(known, this.parts.readingFor(job).way, archives.depth)) return true;
    job.inside = known;
    note(job, 'process', 'Looked inside', 'done', `${known.sentence}; the same bytes were looked into before`);
    return false;
  }

  add(job: Job): void {
    this.waiting.push(job);
    this.pump();
  }

  has(jobId: number): boolean {
    return this.waiting.some((job) => job.jobId === jobId) || [...this.active.values()].some(({ job }) => job.jobId === jobId);
  }

  isWaiting(fileId: number): boolean {
    return this.waiting.some((job) => job.fileId === fileId);
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

  /** Nothing is under way, and nothing may be begun. */
  get isAtRest(): boolean {
    if (this.size === 0) return true;
    return this.turns.underWay === 0 && (this.parts.limit() === 0 || (this.turns.waitingCount === 0 && this.parts.isOcrHeldUp()));
  }

  /** @returns false when the file is not here */
  cancel(fileId: number): boolean {
    const at = this.waiting.findIndex((job) => job.fileId === fileId);
    const [called] = at < 0 ? [] : this.waiting.splice(at, 1);
    const active = this.active.get(fileId);
    const job = called ?? active?.job;
    if (!job) return false;
    job.isCancelled = true;
    if (called) this.listener.ended(called);
    active?.abort.abort(new FilemillError('call.cancelled', 'It was cancelled.'));
    return true;
  }

  /** Begins what may begin now. */
  pump(): void {
    while (!this.isClosed && this.waiting.length > 0 && this.active.size < this.parts.limit()) {
      void this.look(this.waiting.shift() as Job);
    }
    this.turns.pump();
  }

  /** Calls everything off; the jobs keep their lease, and what was read of members is kept. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.waiting.length = 0;
    for (const { abort } of this.active.values()) abort.abort(new FilemillError('call.cancelled', 'Filemill is ending.'));
    this.turns.close();
    if (this.active.size > 0) await new Promise<void>((resolve) => (this.onDrained = resolve));
  }

  private async look(job: Job): Promise<void> {
    const abort = new AbortController();
    this.active.set(job.fileId, { job, abort });
    this.listener.started(job);
    const progressed = (label: string, fraction: number | null): void => this.listener.progressed(job, label, fraction, null);
    progressed('Looking inside', null);
    const startedAt = performance.now();
    try {
      const look = await new LookInside(this.parts, job, { turns: this.turns, progressed }, abort.signal).run();
      job.inside = look;
      const { read, failed, locked } = look;
      if (read === 0 && locked > 0 && locked === failed) job.error = LOCKED.toData();
      note(job, 'process', 'Looked inside', look.depth > 0 ? 'done' : 'failed', look.sentence, performance.now() - startedAt);
    } catch (thrown) {
      const error = toErrorData(thrown);
      if (!this.isClosed && !job.isCancelled) {
        job.error = error;
        note(job, 'process', 'Looked inside', 'failed', error.message, performance.now() - startedAt);
      }
    } finally {
      this.active.delete(job.fileId);
      if (!this.isClosed) this.listener.ended(job);
      if (this.active.size === 0) this.onDrained?.();
      this.pump();
    }
  }
}

const LOCKED = new FilemillError('file.needsPassword', 'The files in the archive can’t be opened without a password.', {
  hint: 'Enter the password; it is tried on all locked files.',
});
