import { toErrorData } from '../shared/errors/filemill-error';
import type { Job } from './job';
import { noteFailedOcr, recogniseText, type RecogniseTextParts } from './recognise-text';
import type { OcrPlan } from './stages/process/ocr-plan';
import { Turns } from './turns';

export interface TextRecognitionParts extends RecogniseTextParts {
  planOf(job: Job): OcrPlan | null;
  /** Pages that may be under way at once; 0 while the lane, or everything, rests. */
  limit(): number;
}

export interface TextRecognitionListener {
  /** A file's pages begin to be read. */
  started(job: Job): void;
  progressed(job: Job, label: string, fraction: number | null, worker: number | null): void;
  /** All of a file's pages are read, or it failed: its job goes on to be published and retired. */
  ended(job: Job): void;
  /** A worker has become free. */
  pageEnded(): void;
}

interface Active {
  job: Job;
  abort: AbortController;
  total: number;
  done: number;
}

/**
 * Files that were read and have pages whose text only OCR can give. Files come in the order in which they were read;
 * the pages of one go to as many workers as may be had.
 */
export class TextRecognition {
  private readonly waiting: Job[] = [];
  private readonly active = new Map<number, Active>();
  private readonly turns: Turns;
  private isClosed = false;
  private onDrained: (() => void) | null = null;

  constructor(
    private readonly parts: TextRecognitionParts,
    private readonly listener: TextRecognitionListener,
  ) {
    this.turns = new Turns(
      () => parts.limit(),
      () => {
        listener.pageEnded();
        this.pump();
      },
    );
  }

  /** Whether OCR has something to do for a job that was just read. */
  isWanted(job: Job): boolean {
    return !job.error && !job.isCancelled && (job.result?.pagesToRecognise.length ?? 0) > 0 && this.parts.planOf(job) !== null;
  }

  add(job: Job): void {
    this.waiting.push(job);
    this.parts.database.transaction((writer) => writer.run(`UPDATE jobs SET lane = 'ocr' WHERE id = ?`, job.jobId));
    this.pump();
  }

  has(jobId: number): boolean {
    return this.jobs().some((job) => job.jobId === jobId);
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
    return this.turns.underWay === 0 && (this.size === 0 || this.parts.limit() === 0);
  }

  /** Pages wait, and none may be begun. */
  get isHeldUp(): boolean {
    return this.turns.waitingCount > 0 && this.turns.underWay === 0 && this.parts.limit() === 0;
  }

  jobs(): Job[] {
    return [...this.waiting, ...[...this.active.values()].map(({ job }) => job)];
  }

  /** @returns false when the file is not here */
  cancel(fileId: number): boolean {
    const at = this.waiting.findIndex((job) => job.fileId === fileId);
    const [called] = at < 0 ? [] : this.waiting.splice(at, 1);
    const active = this.active.get(fileId);
    const job = called ?? active?.job;
    if (!job) return false;
    job.isCancelled = true;
    // Half read is not read: what there is must not be taken for the file's text, nor for that of one with the same bytes.
    job.result = null;
    if (called) this.listener.ended(called);
    active?.abort.abort();
    return true;
  }

  /** How far a worker is inside a page; told on for files of one page, where it says something. */
  onPageProgress(fileId: number, label: string, fraction: number | null): void {
    const active = this.active.get(fileId);
    if (active?.total === 1) this.listener.progressed(active.job, label, fraction, null);
  }

  /** Begins what may begin now. */
  pump(): void {
    while (!this.isClosed && this.waiting.length > 0 && this.active.size < this.parts.limit()) {
      void this.recognise(this.waiting.shift() as Job);
    }
    this.turns.pump();
  }

  /** Reads the pages of a job that is no file of a folder, in turn with those of all others. Throws `call.cancelled`. */
  async readBeside(job: Job, plan: OcrPlan, signal: AbortSignal): Promise<void> {
    const startedAt = performance.now();
    try {
      await recogniseText(this.parts, job, plan, { signal, turn: (calledOff) => this.turns.take(calledOff), progressed: () => undefined });
    } catch (thrown) {
      if (toErrorData(thrown).code === 'call.cancelled') throw thrown;
      noteFailedOcr(job, thrown, performance.now() - startedAt);
    }
  }

  /** Calls everything off; the jobs keep their lease, and their pages that were read. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.waiting.length = 0;
    for (const { abort } of this.active.values()) abort.abort();
    this.turns.close();
    if (this.active.size > 0) await new Promise<void>((resolve) => (this.onDrained = resolve));
  }

  private async recognise(job: Job): Promise<void> {
    const pages = job.result?.pagesToRecognise ?? [];
    const active: Active = { job, abort: new AbortController(), total: pages.length, done: 0 };
    this.active.set(job.fileId, active);
    this.listener.started(job);
    this.tell(active, null);
    const startedAt = performance.now();
    try {
      await recogniseText(this.parts, job, this.parts.planOf(job), {
        signal: active.abort.signal,
        turn: (signal) => this.turns.take(signal),
        progressed: (done, worker) => {
          if (done >= 0) active.done = done;
          this.tell(active, worker);
        },
      });
    } catch (thrown) {
      const isCalledOff = this.isClosed || toErrorData(thrown).code === 'call.cancelled';
      if (!isCalledOff) noteFailedOcr(job, thrown, performance.now() - startedAt);
    } finally {
      this.active.delete(job.fileId);
      if (!this.isClosed) this.listener.ended(job);
      if (this.active.size === 0) this.onDrained?.();
      this.pump();
    }
  }

  private tell({ job, total, done }: Active, worker: number | null): void {
    const label = total === 1 ? 'Reading by OCR' : `Reading by OCR: ${done} of ${total} pages`;
    this.listener.progressed(job, label, total === 1 ? null : done / total, worker);
  }
}
