import { manifestOf } from '../processors/catalogue';
import { FilemillError, toErrorData } from '../shared/errors/filemill-error';
import { note, sourceOf, type Job } from './job';
import { mergeRecognised } from './stages/process/merge-recognised';
import { FAILED_OCR, ocrKey, type OcrPlan } from './stages/process/ocr-plan';
import { readingWay } from './stages/process/reading-way';
import { concernsTheFile, recognisePages } from './stages/process/recognise-pages';
import type { Database } from './store/database';
import type { RecognisedPages } from './store/recognised-pages';
import type { WorkerPool } from './workers/worker-pool';

export interface TextRecognitionParts {
  database: Database;
  pool: WorkerPool;
  pages: RecognisedPages;
  planOf(job: Job): OcrPlan | null;
  passwords(): string[];
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
  private readonly turns: (() => void)[] = [];
  private pagesUnderWay = 0;
  private isClosed = false;
  private onDrained: (() => void) | null = null;

  constructor(
    private readonly parts: TextRecognitionParts,
    private readonly listener: TextRecognitionListener,
  ) {}

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
    return this.size === 0 || (this.pagesUnderWay === 0 && this.parts.limit() === 0);
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
    while (this.turns.length > 0 && (this.isClosed || this.pagesUnderWay < this.parts.limit())) this.turns.shift()?.();
  }

  /** Calls everything off; the jobs keep their lease, and their pages that were read. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.waiting.length = 0;
    for (const { abort } of this.active.values()) abort.abort();
    this.pump();
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
      await this.read(active, startedAt);
    } catch (thrown) {
      this.onFailed(job, thrown, performance.now() - startedAt);
    } finally {
      this.active.delete(job.fileId);
      if (!this.isClosed) this.listener.ended(job);
      if (this.active.size === 0) this.onDrained?.();
      this.pump();
    }
  }

  private async read(active: Active, startedAt: number): Promise<void> {
    const { job, abort } = active;
    const { database, pool, pages, planOf, passwords } = this.parts;
    const { result, recognition } = job;
    const ocr = planOf(job);
    if (!result || !recognition || !ocr) throw new FilemillError('bug', 'A file was to be read by OCR before it was read.');
    const { mime, kind, sha256 } = recognition;
    const key = ocrKey(manifestOf(result.processor), ocr);
    const read = await recognisePages(pool, {
      source: sourceOf(job),
      options: { processor: result.processor, mime, kind, sha256, passwords: passwords() },
      pages: result.pagesToRecognise,
      ocr,
      signal: abort.signal,
      turn: (signal) => this.turn(signal),
      kept: (page) => pages.get(sha256, key, page),
      keep: (page) => database.transaction((writer) => pages.put(writer, sha256, key, page)),
      progressed: (done, worker) => {
        if (done >= 0) active.done = done;
        this.tell(active, worker);
      },
    });
    const merged = mergeRecognised(result, read.pages, ocr.languages);
    job.result = { ...merged, warnings: [...merged.warnings, ...read.warnings] };
    job.reportOptions = read.warnings.length > 0 ? FAILED_OCR : readingWay(manifestOf(result.processor), ocr, job.settings);
    const { report } = job.result;
    const facts = 'ocr' in report ? report.ocr : undefined;
    const [skipped] = read.pages.map((page) => page.facts.skipped);
    const detail = facts
      ? `${facts.pages.length} ${facts.pages.length === 1 ? 'page' : 'pages'} by ${facts.engine} in ${facts.languages.join(' + ')}, ${Math.round(facts.confidence)} % sure`
      : (skipped ?? 'Nothing was found.');
    note(job, 'process', 'Read by OCR', 'done', detail, performance.now() - startedAt);
  }

  /** What was read without OCR counts where it is worth something; else the failure is the file's. */
  private onFailed(job: Job, thrown: unknown, durationMs: number): void {
    const error = toErrorData(thrown);
    if (this.isClosed || error.code === 'call.cancelled') return;
    note(job, 'process', 'Read by OCR', 'failed', error.message, durationMs);
    const { result } = job;
    const isWorthSomething = result !== null && (result.report.kind === 'image' || result.text.trim() !== '');
    const isSettled = thrown instanceof FilemillError && concernsTheFile(thrown) && error.code !== 'ocr.noLanguage';
    if (result && isWorthSomething && !isSettled) {
      job.result = { ...result, warnings: [...result.warnings, `Its pictures were not read by OCR: ${error.message} ${error.hint ?? ''}`.trim()] };
      job.reportOptions = FAILED_OCR;
    } else {
      job.result = null;
      job.error = error;
    }
  }

  private tell({ job, total, done }: Active, worker: number | null): void {
    const label = total === 1 ? 'Reading by OCR' : `Reading by OCR: ${done} of ${total} pages`;
    this.listener.progressed(job, label, total === 1 ? null : done / total, worker);
  }

  private turn(signal: AbortSignal): Promise<() => void> {
    return new Promise((resolve) => {
      const begin = (): void => {
        signal.removeEventListener('abort', skip);
        this.pagesUnderWay += 1;
        resolve(() => {
          this.pagesUnderWay -= 1;
          this.listener.pageEnded();
          this.pump();
        });
      };
      const skip = (): void => {
        const at = this.turns.indexOf(begin);
        if (at < 0) return;
        this.turns.splice(at, 1);
        begin();
      };
      signal.addEventListener('abort', skip, { once: true });
      this.turns.push(begin);
      this.pump();
    });
  }
}
