import { toErrorData } from '../shared/errors/filemill-error';
import type { Job } from './job';
import { JobLine, type ActiveJob } from './job-line';
import { noteFailedOcr, recogniseText, type RecogniseTextParts } from './recognise-text';
import type { OcrPlan } from './stages/process/ocr-plan';
import { Turns } from './turns';
import { t } from '../shared/words/words';

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

/** Files under way at least: beside one of a thousand pages the others go on. */
const LEAST_FILES = 2;

/**
 * Files that were read and have pages whose text only OCR can give. Files come in the order in which they were read;
 * the pages of one go to as many workers as may be had, in turn with those of the other files under way.
 */
export class TextRecognition {
  private readonly line: JobLine;
  private readonly turns: Turns;
  /** Pages of the files that are under way. */
  private readonly pages = new Map<number, { total: number; done: number }>();

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
    this.line = new JobLine({
      limit: () => (parts.limit() === 0 ? 0 : Math.max(LEAST_FILES, parts.limit())),
      work: (active) => this.recognise(active),
      ended: (job) => {
        listener.ended(job);
        this.turns.pump();
      },
    });
  }

  /** Whether OCR has something to do for a job that was just read. */
  isWanted(job: Job): boolean {
    return !job.error && !job.isCancelled && (job.result?.pagesToRecognise.length ?? 0) > 0 && this.parts.planOf(job) !== null;
  }

  add(job: Job): void {
    this.line.add(job);
    this.parts.database.transaction((writer) => writer.run(`UPDATE jobs SET lane = 'ocr' WHERE id = ?`, job.jobId));
    this.pump();
  }

  has(jobId: number): boolean {
    return this.line.has(jobId);
  }

  isWaiting(fileId: number): boolean {
    return this.line.isWaiting(fileId);
  }

  get size(): number {
    return this.line.size;
  }

  get waitingCount(): number {
    return this.line.waitingCount;
  }

  /** Workers that are at it now. */
  get underWay(): number {
    return this.turns.underWay;
  }

  get activeCount(): number {
    return this.line.activeCount;
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
    return this.line.jobs();
  }

  /** @returns false when the file is not here */
  cancel(fileId: number): boolean {
    return this.line.cancel(fileId, undefined, (job) => {
      // Half read is not read: what there is must not be taken for the file's text, nor for that of one with the same bytes.
      job.result = null;
    });
  }

  /** How far a worker is inside a page; told on for files of one page, where it says something. */
  onPageProgress(fileId: number, label: string, fraction: number | null): void {
    const active = this.line.activeOf(fileId);
    if (active && this.pages.get(fileId)?.total === 1) this.listener.progressed(active.job, label, fraction, null);
  }

  /** Begins what may begin now. */
  pump(): void {
    this.line.pump();
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
    const ended = this.line.close();
    this.turns.close();
    await ended;
  }

  private async recognise({ job, abort }: ActiveJob): Promise<void> {
    const pages = { total: job.result?.pagesToRecognise.length ?? 0, done: 0 };
    this.pages.set(job.fileId, pages);
    this.listener.started(job);
    this.tell(job, pages, null);
    const startedAt = performance.now();
    try {
      await recogniseText(this.parts, job, this.parts.planOf(job), {
        signal: abort.signal,
        turn: (signal) => this.turns.take(signal),
        progressed: (done, worker) => {
          if (done >= 0) pages.done = done;
          this.tell(job, pages, worker);
        },
      });
    } catch (thrown) {
      const isCalledOff = this.line.isClosed || toErrorData(thrown).code === 'call.cancelled';
      if (!isCalledOff) noteFailedOcr(job, thrown, performance.now() - startedAt);
    } finally {
      this.pages.delete(job.fileId);
    }
  }

  private tell(job: Job, { total, done }: { total: number; done: number }, worker: number | null): void {
    const label = total === 1 ? t('Reading by OCR') : t('Reading by OCR: {done} of {total} pages', { done, total });
    this.listener.progressed(job, label, total === 1 ? null : done / total, worker);
  }
}
