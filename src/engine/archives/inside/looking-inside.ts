import { FilemillError, toErrorData } from '../../../shared/errors/filemill-error';
import { note, type Job } from '../../job';
import { JobLine, type ActiveJob } from '../../job-line';
import { Turns } from '../../turns';
import type { InsideParts } from './inside-parts';
import { LookInside } from './look-inside';
import { isEnough } from './sum-up';
import { t } from '../../../shared/words/words';

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

/** Archives under way beyond the number of workers. */
const BESIDE_OCR = 2;

/** Archives that were listed and whose folder wants their files read too: one after the other, each by several workers. */
export class LookingInside {
  private readonly line: JobLine;
  private readonly turns: Turns;

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
    this.line = new JobLine({
      // More than there are workers: while the pages of one are read by OCR, the next may be unpacked.
      limit: () => (parts.limit() === 0 ? 0 : parts.limit() + BESIDE_OCR),
      // A small one never waits for a large one.
      order: (one, other) => one.size - other.size,
      work: (active) => this.look(active),
      ended: (job) => {
        listener.ended(job);
        this.turns.pump();
      },
    });
  }

  /** Whether an archive that was just read is to be looked into; what is known of the same bytes is taken over. */
  isWanted(job: Job): boolean {
    const { archives } = job.settings;
    const readBy = job.result?.processor ?? job.report?.processor;
    if (job.error || job.isCancelled || job.isReverted || !archives.lookInside || readBy !== 'archive' || !job.recognition) return false;
    const known = this.parts.members.look(job.recognition.sha256);
    if (!isEnough(known, this.parts.readingFor(job).way, archives.depth)) return true;
    job.inside = known;
    note(job, 'process', t('Looked inside'), 'done', t('{sentence}; the same bytes were looked into before', { sentence: known.sentence }));
    return false;
  }

  add(job: Job): void {
    this.line.add(job);
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
    if (this.size === 0) return true;
    return this.turns.underWay === 0 && (this.parts.limit() === 0 || (this.turns.waitingCount === 0 && this.parts.isOcrHeldUp()));
  }

  /** @returns false when the file is not here */
  cancel(fileId: number): boolean {
    return this.line.cancel(fileId, new FilemillError('call.cancelled', t('It was cancelled.')));
  }

  /** Begins what may begin now. */
  pump(): void {
    this.line.pump();
    this.turns.pump();
  }

  /** Calls everything off; the jobs keep their lease, and what was read of members is kept. */
  async close(): Promise<void> {
    const ended = this.line.close(new FilemillError('call.cancelled', t('Filemill is ending.')));
    this.turns.close();
    await ended;
  }

  private async look({ job, abort }: ActiveJob): Promise<void> {
    this.listener.started(job);
    const progressed = (label: string, fraction: number | null): void => this.listener.progressed(job, label, fraction, null);
    progressed(t('Looking inside'), null);
    const startedAt = performance.now();
    try {
      const look = await new LookInside(this.parts, job, { turns: this.turns, progressed }, abort.signal).run();
      job.inside = look;
      const { read, failed, locked } = look;
      if (read === 0 && locked > 0 && locked === failed) job.error = lockedFiles().toData();
      note(job, 'process', t('Looked inside'), look.depth > 0 ? 'done' : 'failed', look.sentence, performance.now() - startedAt);
    } catch (thrown) {
      const error = toErrorData(thrown);
      if (this.line.isClosed || job.isCancelled) return;
      job.error = error;
      note(job, 'process', t('Looked inside'), 'failed', error.message, performance.now() - startedAt);
    }
  }
}

const lockedFiles = (): FilemillError =>
  new FilemillError('file.needsPassword', t('The files in the archive can’t be opened without a password.'), { hint: t('Enter the password; it is tried on all locked files.') });
