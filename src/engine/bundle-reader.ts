import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { manifestOf } from '../processors/catalogue';
import { FilemillError, toErrorData, type ErrorData } from '../shared/errors/filemill-error';
import { note, type Job } from './job';
import { SMALL_BYTES } from './stages/claim/ready-queue';
import { compareVersions } from './stages/decide/compare';
import { planJobs } from './stages/decide/plan';
import { recogniseJobs } from './stages/decide/recognise';
import type { OcrPlan } from './stages/process/ocr-plan';
import { inTurns, readJobs, readingLimits, unread } from './stages/process/read';
import { readingWay } from './stages/process/reading-way';
import { publishReadings } from './stages/publish/publish';
import type { Reports } from './store/reports';
import type { WorkerPool } from './workers/worker-pool';
import { t } from '../shared/words/words';

/** Recognition hashes the whole file: half a minute and a second for each ten megabytes, on the slowest disk. */
const RECOGNISE_BASE_MS = 60_000;
const RECOGNISE_BYTES_PER_MS = 10_000;
/** A file is given up when its worker ended so often; once it may have been another file in its bundle. */
const MAX_CRASHES = 3;

export interface BundleReaderParts {
  reports: Reports;
  pool: WorkerPool;
  dataFolder: string;
  /** How pages without text are read of a job; null when they are not. */
  ocrOf(job: Job): OcrPlan | null;
  /** Known passwords, for locked files. */
  passwords(): string[];
  /** Filemill is ending: nobody is to blame for what does not come to its end. */
  isClosed(): boolean;
}

/** Who hears of how far a bundle is. */
export interface BundleListener {
  /** A worker has it. */
  begun(jobs: Job[], worker: number): void;
  /** Its files are recognised, and known from before or to be read. */
  recognised(jobs: Job[]): void;
  reading(jobs: Job[]): void;
}

const NOBODY: BundleListener = { begun: () => undefined, recognised: () => undefined, reading: () => undefined };

let nextScratch = 1;

/** A large file, or one that is suspected of ending its worker, shares it with no other. */
export function needsOwnWorker(jobs: readonly Job[]): boolean {
  const [job, second] = jobs;
  return job !== undefined && second === undefined && (job.alone || job.size > SMALL_BYTES);
}

/** Has one worker recognise and read jobs, several small ones or a large one; known bytes are not read again. */
export class BundleReader {
  constructor(private readonly parts: BundleReaderParts) {}

  /** Of recognised jobs those that were read before in the same way get their report. */
  plan(jobs: Job[]): void {
    planJobs(this.parts.reports, jobs, (job, manifest) => readingWay(manifest, this.parts.ocrOf(job), job.settings));
  }

  /**
   * What goes wrong with a file is set as its error.
   *
   * @returns the jobs that must be tried again, because their worker ended under them
   */
  async read(jobs: Job[], signal: AbortSignal, listener: BundleListener = NOBODY): Promise<Job[]> {
    const { pool, dataFolder, ocrOf, passwords } = this.parts;
    if (jobs.every(({ isCancelled }) => isCancelled)) return [];
    const scratchDir = join(dataFolder, 'scratch', `${nextScratch}`);
    nextScratch += 1;
    const bytes = jobs.reduce((sum, job) => sum + job.size, 0);
    const unpublished: Job[] = [];
    try {
      const timeoutMs = RECOGNISE_BASE_MS + bytes / RECOGNISE_BYTES_PER_MS;
      await pool.run({ exclusive: needsOwnWorker(jobs), timeoutMs, signal }, async (worker, limit, number) => {
        listener.begun(jobs, number);
        await recogniseJobs(worker, jobs);
        compareVersions(jobs);
        this.plan(jobs);
        listener.recognised(jobs);
        const toRead = unread(jobs);
        if (toRead.length === 0) return;
        listener.reading(toRead);
        for (const turn of inTurns(toRead)) {
          // Should this one end the worker, those before it have what they need.
          await publishReadings(dataFolder, unpublished.splice(0));
          const { timeoutMs: readingMs, memoryBytes } = readingLimits(turn);
          limit(readingMs, memoryBytes);
          await readJobs(worker, turn, scratchDir, passwords());
          for (const job of turn) {
            if (job.result) job.reportOptions = readingWay(manifestOf(job.result.processor), ocrOf(job), job.settings);
          }
          unpublished.push(...turn);
        }
      });
      await publishReadings(dataFolder, unpublished);
      // Workers make the folder when they have something to put there.
      const hasScratch = jobs.some(({ result }) => result !== null && result.artifacts.length > 0);
      if (hasScratch) await rm(scratchDir, { recursive: true, force: true });
      return [];
    } catch (thrown) {
      await rm(scratchDir, { recursive: true, force: true });
      return this.blame(jobs, toErrorData(thrown));
    }
  }

  /** The worker died or overran: alone, the file is to blame; in company, each is tried alone. */
  private blame(jobs: Job[], error: ErrorData): Job[] {
    const isOverrun = error.code === 'file.tooSlow' || error.code === 'file.tooComplex';
    const isWorkerFault = error.code === 'worker.crashed' || isOverrun;
    const open = jobs.filter((job) => job.error === null && job.result === null && job.report === null);
    // The jobs keep their lease, and the next start takes them up again.
    if (this.parts.isClosed()) return jobs;
    // One of them was called off, or shared its worker with one that was: nobody is to blame.
    if (error.code === 'call.cancelled') return open.filter(({ isCancelled }) => !isCancelled);
    if (!isWorkerFault) {
      for (const job of open) job.error = error;
      return [];
    }
    const [job] = open;
    if (!job) return [];
    // All others had been read: it is this one that took too much.
    const isFound = isOverrun && open.length === 1;
    if (!needsOwnWorker(jobs) && !isFound) {
      for (const one of open) {
        one.alone = true;
        one.crashes += 1;
      }
      return open;
    }
    job.crashes += 1;
    note(job, 'process', 'Worker', 'failed', error.message);
    if (isOverrun) job.error = error;
    else if (job.crashes < MAX_CRASHES) return [job];
    else {
      job.error = new FilemillError('worker.poisoned', t('It ended the process that read it, {times} times.', { times: MAX_CRASHES }), {
        hint: t('The file is damaged or made to break readers. Open it with care in its own program.'),
        details: error.message,
      }).toData();
    }
    return [];
  }
}
