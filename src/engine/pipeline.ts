import type { Log } from '../base/log';
import { Acting, type ActingParts } from './acting/acting';
import { toErrorData, type ErrorData } from '../shared/errors/filemill-error';
import type { Lane, Stage } from '../shared/model/file';
import type { Report } from '../shared/model/report';
import type { UnpackLimits } from '../shared/model/archive';
import type { FolderSettings } from '../shared/model/folder';
import { LookingInside } from './archives/inside/looking-inside';
import { BundleReader, needsOwnWorker } from './bundle-reader';
import { note, type Job } from './job';
import { readingOfMembers } from './member-reading';
import { claimJobs } from './stages/claim/claim';
import { ReadyQueue, type Room } from './stages/claim/ready-queue';
import { recallVersions } from './stages/decide/compare';
import type { OcrPlan } from './stages/process/ocr-plan';
import { outcomeOf } from './stages/retire/outcome';
import { prepareEnd } from './stages/retire/prepare-end';
import { findFault, retireJobs, type RetireParts } from './stages/retire/retire';
import type { Database } from './store/database';
import type { JobFacts } from './store/job-facts';
import type { Ledger } from './store/ledger';
import type { Members } from './store/members';
import type { Reports } from './store/reports';
import type { RuleRuns } from './store/rule-runs';
import type { RecognisedPages } from './store/recognised-pages';
import { TextRecognition, type TextRecognitionListener } from './text-recognition';
import type { WorkerPool } from './workers/worker-pool';
import { t } from '../shared/words/words';

/** As many waiting files make a bundle worth starting at once. */
const WORTH_A_BUNDLE = 64;
/** A single file among many loses nothing by waiting so long for company. */
const GATHER_MS = 15;
const COMMIT_TOGETHER = 256;
/** A ledger that can't be written is tried again after this; on a full disk only when there is room, or after longer. */
const STORE_RETRY_MS = 10_000;
const FULL_RETRY_MS = 30_000;

export interface PipelineListener {
  /** The ledger changed for these jobs. */
  settled(jobs: Job[]): void;
  /** Further jobs that came to an end with them. */
  settledAlso(jobIds: number[]): void;
  /** It was not where it lay. */
  vanished(fileId: number): void;
  /** Newer versions that their folder does not take. */
  refused(jobIds: number[]): void;
  /** To be put aside, as their folder wants it. */
  toPark(jobs: Job[]): void;
  /** Back to waiting: a later try, or a newer version of the file. */
  waiting(facts: JobFacts, delayMs: number): void;
  changed(): void;
  /** Rows of the file list read otherwise than before. */
  revised(): void;
  storeFailed(error: ErrorData): void;
}

export interface PipelineParts {
  database: Database;
  ledger: Ledger;
  reports: Reports;
  members: Members;
  ruleRuns: RuleRuns;
  /** How rules are asked and carried out. */
  acting: Pick<ActingParts, 'mill' | 'effects' | 'commit' | 'rules' | 'orders' | 'endLeft' | 'consumer' | 'factsOf'>;
  pool: WorkerPool;
  log: Log;
  dataFolder: string;
  /** Names this run of the engine in leases. */
  lease: string;
  settingsOf(folderId: number): FolderSettings | undefined;
  judge: RetireParts['judge'];
  recognisedPages: RecognisedPages;
  /** How pages without text are read in a job's folder; null when they are not. */
  ocrOf(job: Job): OcrPlan | null;
  /** Known passwords, for locked files. */
  passwords(): string[];
  laneLimit(lane: Lane): { concurrency: number | null; paused: boolean };
  /** What unpacking archives may take, to look inside. */
  unpackLimits(): UnpackLimits;
  minFreeBytes(): number;
}

/** What is being done with one job right now. */
interface Running {
  job: Job;
  stage: Stage;
  label: string;
  fraction: number | null;
  worker: number | null;
  /** Its pages are being read by OCR, or it is looked into: these tell of themselves. */
  tellsItself?: boolean;
}

/** A bundle of jobs that a worker has. */
interface Bundle {
  jobs: Job[];
  lane: Lane;
  abort: AbortController;
}

function freeTurn(job: Job): void {
  job.turn?.lock.release();
  job.turn = null;
  job.passOn?.();
  job.passOn = null;
}

/** Carries ready jobs through claim, decide, process, publish and retire. */
export class Pipeline {
  private readonly ready = new ReadyQueue();
  private readonly retries: Job[] = [];
  readonly running = new Map<number, Running>();
  private readonly moved = new Set<number>();
  private readonly ended: Job[] = [];
  private commitTimer: NodeJS.Timeout | null = null;
  private isPaused = false;
  private isClosed = false;
  private onDrained: (() => void) | null = null;
  private readonly bundles = new Set<Bundle>();
  /** Why nothing new is begun though nobody paused it. */
  private holdReason: string | null = null;
  /** Jobs whose end could not be written into the ledger yet. */
  private heldBack = 0;
  private readonly tryAgain = new Set<() => void>();
  private readonly reader: BundleReader;
  private readonly recognition: TextRecognition;
  private readonly looking: LookingInside;
  private readonly acting: Acting;

  constructor(
    private readonly parts: PipelineParts,
    private readonly listener: PipelineListener,
  ) {
    this.reader = new BundleReader({ ...parts, isClosed: () => this.isClosed });
    this.recognition = this.makeRecognition();
    this.looking = this.makeLooking();
    this.acting = this.makeActing();
    parts.pool.onProgress((fileId, label, fraction) => {
      this.recognition.onPageProgress(fileId, label, fraction);
      const running = this.running.get(fileId);
      if (!running || running.tellsItself) return;
      running.label = label;
      running.fraction = fraction;
      listener.changed();
    });
  }

  /** Rules are carried out, or many files wait to be read: what nobody waits for stands back. */
  get isPressed(): boolean {
    return this.acting.activeCount > 0 || this.ready.size >= WORTH_A_BUNDLE;
  }

  get depth(): number {
    return this.ready.size + this.retries.length + this.recognition.waitingCount + this.looking.waitingCount + this.acting.waitingCount;
  }

  get isIdle(): boolean {
    return this.bundles.size === 0 && this.recognition.size + this.looking.size + this.acting.size === 0 && this.depth === 0 && this.ended.length === 0 && this.heldBack === 0;
  }

  get isHeldBack(): boolean {
    return this.heldBack > 0;
  }

  /** Nothing is being worked on, and nothing that waits here may be begun while pauses are as they are. */
  get isAtRest(): boolean {
    const isBusy = this.bundles.size + this.retries.length + this.ended.length + this.heldBack > 0;
    return !isBusy && this.recognition.isAtRest && this.looking.isAtRest && this.acting.isAtRest && (this.isPaused || this.ready.isHeldUp(this.room()));
  }

  /** A job that is in here, waiting for a worker or with one. */
  has({ jobId, fileId }: Pick<JobFacts, 'jobId' | 'fileId'>): boolean {
    return this.ready.has(jobId) || this.isBeside(jobId) || this.running.get(fileId)?.job.jobId === jobId;
  }

  /** It has left its bundle and is not retired yet. */
  private isBeside(jobId: number): boolean {
    return this.recognition.has(jobId) || this.looking.has(jobId) || this.acting.has(jobId);
  }

  readyIn(lane: Lane): number {
    if (lane === 'ocr') return this.recognition.waitingCount;
    return this.ready.countIn(lane) + (lane === 'archives' ? this.looking.waitingCount : 0);
  }

  activeIn(lane: Lane): number {
    if (lane === 'ocr') return this.recognition.activeCount;
    let files = lane === 'archives' ? this.looking.activeCount : 0;
    for (const bundle of this.bundles) if (bundle.lane === lane) files += bundle.jobs.length;
    return files;
  }

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
    this.pump();
  }

  /** Nothing new is begun while there is a reason; null ends it. */
  hold(reason: string | null): void {
    this.holdReason = reason;
    if (reason !== null) return;
    for (const again of [...this.tryAgain]) again();
    this.pump();
  }

  /** No new work; resolves when what runs has ended. */
  async close(): Promise<void> {
    this.isClosed = true;
    const recognised = this.recognition.close();
    const looked = this.looking.close();
    const acted = this.acting.close();
    if (this.bundles.size > 0) await new Promise<void>((resolve) => (this.onDrained = resolve));
    await recognised;
    await looked;
    await acted;
    this.retireEnded();
  }

  /** The file changed while its job is under way: when the job ends, the next one begins. */
  movedOn(fileId: number): void {
    this.moved.add(fileId);
  }

  add(job: Job): void {
    if (!this.has(job)) this.ready.add(job);
    this.pump();
  }

  /** What was read of a job that is under way, and in which way. */
  readingOf(jobId: number): { report: Report; way: string } | null {
    const job = [...this.running.values()].find((running) => running.job.jobId === jobId)?.job;
    if (job?.result) return { report: job.result.report, way: job.reportOptions };
    const report = job?.report && this.parts.reports.data(job.report.id);
    return job?.report && report ? { report, way: job.report.options } : null;
  }

  /** The job of a file that is whole and waits for a worker. */
  readyJob(fileId: number): Job | undefined {
    return this.ready.ofFile(fileId);
  }

  /** Read, with pages that no worker has begun to read by OCR. */
  waitsForOcr(fileId: number): boolean {
    return this.recognition.isWaiting(fileId);
  }

  /** Listed, and still to be looked into. */
  waitsToBeLookedInto(fileId: number): boolean {
    return this.looking.isWaiting(fileId);
  }

  /** Read, with rules that are not asked yet. */
  waitsForRules(fileId: number): boolean {
    return this.acting.isWaiting(fileId);
  }

  /** Takes out everything that may not be begun before a person ends a pause; answers how much. */
  withdrawPaused(): number {
    return this.ready.removePaused(this.room());
  }

  /** Takes a job that no worker has yet out again. */
  withdraw(jobId: number): Job | undefined {
    return this.ready.remove(jobId);
  }

  /**
   * Ends what is being done with a file, at the price of its worker; what shares the worker is done again.
   *
   * @returns false when the file is not with a worker
   */
  cancel(fileId: number): boolean {
    if (this.recognition.cancel(fileId) || this.looking.cancel(fileId) || this.acting.cancel(fileId)) return true;
    const job = this.running.get(fileId)?.job ?? this.retries.find((retry) => retry.fileId === fileId);
    if (!job) return false;
    job.isCancelled = true;
    for (const bundle of this.bundles) if (bundle.jobs.includes(job)) bundle.abort.abort();
    return true;
  }

  private makeRecognition(): TextRecognition {
    const { database, pool, recognisedPages, ocrOf, passwords } = this.parts;
    return new TextRecognition(
      { database, pool, pages: recognisedPages, planOf: ocrOf, passwords, limit: () => this.limitOf('ocr') },
      {
        ...this.besideBundles(),
        pageEnded: () => {
          if (this.ready.size > 0) this.pump();
        },
      },
    );
  }

  private makeLooking(): LookingInside {
    const { parts } = this;
    return new LookingInside(
      {
        ...parts,
        readingFor: (archive) => readingOfMembers(archive, { ...parts, isClosed: () => this.isClosed }, this.recognition),
        limit: () => this.limitOf('archives'),
        isOcrHeldUp: () => this.recognition.isHeldUp,
      },
      {
        ...this.besideBundles(),
        turnEnded: () => {
          if (this.ready.size > 0) this.pump();
        },
      },
    );
  }

  private makeActing(): Acting {
    const { parts } = this;
    return new Acting(
      {
        ...parts.acting,
        lease: parts.lease,
        canBegin: () => !this.isPaused && this.holdReason === null,
        findFault: (job) => findFault(parts, job),
        isTriedAgain: (job) => outcomeOf(job, Date.now(), 0).state === 'waiting',
        prepareEnd: (writer, job) => prepareEnd(writer, parts, job),
      },
      {
        ...this.besideBundles(),
        ended: (job) => {
          this.running.delete(job.fileId);
          // Before anybody hears of it in any other way; and others may wait for it.
          if (job.acts?.ending || job.passOn) this.retireAtOnce(job);
          else this.retireSoon([job]);
          this.pump();
        },
      },
    );
  }

  /** How many workers may be at files that take several. */
  private limitOf(lane: Lane): number {
    const { pool, laneLimit } = this.parts;
    const { concurrency, paused } = laneLimit(lane);
    if (this.isPaused || this.holdReason !== null || paused) return 0;
    // Others do not wait for long files while there is a second worker: both lanes of long files together leave one free.
    const atOthers = lane === 'ocr' ? this.looking.underWay : this.recognition.underWay;
    const usual = this.ready.size > 0 ? Math.max(atOthers > 0 ? 0 : 1, pool.size - 1 - atOthers) : pool.size;
    return Math.min(concurrency ?? usual, pool.size);
  }

  /** Of jobs that go on when their bundle has ended. */
  private besideBundles(): Pick<TextRecognitionListener, 'started' | 'progressed' | 'ended'> {
    return {
      started: (job) => this.running.set(job.fileId, { job, stage: 'process', label: '', fraction: null, worker: null, tellsItself: true }),
      progressed: (job, label, fraction, worker) => {
        const running = this.running.get(job.fileId);
        if (!running) return;
        Object.assign(running, { label, fraction }, worker === null ? {} : { worker });
        this.listener.changed();
      },
      ended: (job) => {
        this.running.delete(job.fileId);
        this.goOn([job]);
        this.listener.changed();
      },
    };
  }

  /** Jobs whose reading is over: rules are asked about those that they are for, the others are retired. */
  private goOn(jobs: Job[]): void {
    const wanted = jobs.filter((job) => this.isWantedByRules(job));
    for (const job of wanted) {
      this.running.set(job.fileId, { job, stage: 'publish', label: t('Waits for its rules'), fraction: null, worker: null, tellsItself: true });
      this.acting.add(job);
    }
    this.retireSoon(wanted.length === 0 ? jobs : jobs.filter((job) => !wanted.includes(job)));
  }

  /** What goes wrong with asking is told of the file. */
  private isWantedByRules(job: Job): boolean {
    try {
      return this.acting.isWanted(job);
    } catch (error) {
      job.error ??= toErrorData(error);
      return false;
    }
  }

  private pumping = false;
  private readonly later = (act: () => void): unknown => setTimeout(act, GATHER_MS);

  /** Starts bundles while workers have room. */
  pump(): void {
    if (this.pumping) return;
    this.pumping = true;
    this.recognition.pump();
    this.looking.pump();
    this.acting.pump();
    // Let arrivals gather, so that bundles are full; longer when workers are busy anyway.
    const start = this.bundles.size > 0 && this.depth < WORTH_A_BUNDLE ? this.later : setImmediate;
    start(() => {
      this.pumping = false;
      while (!this.isClosed && !this.acting.isFull && this.ready.size + this.retries.length > 0 && this.parts.pool.hasRoom) {
        const isRetry = this.retries.length > 0;
        if ((this.isPaused || this.holdReason !== null) && !isRetry) return;
        const jobs = isRetry ? [this.retries.shift() as Job] : this.ready.take(this.room());
        const [first] = jobs;
        if (!first) return;
        const bundle = { jobs, lane: first.lane, abort: new AbortController() };
        this.bundles.add(bundle);
        void this.carry(bundle, isRetry).finally(() => {
          this.bundles.delete(bundle);
          if (this.bundles.size === 0) this.onDrained?.();
          this.pump();
        });
      }
    });
  }

  private room(): Room {
    const { parts, bundles } = this;
    return {
      workers: parts.pool.size,
      settingsOf: (folderId) => parts.settingsOf(folderId),
      activeIn: (folderId) => {
        let files = 0;
        for (const { jobs } of bundles) for (const job of jobs) if (job.folderId === folderId) files += 1;
        return files;
      },
      isLanePaused: (lane) => parts.laneLimit(lane).paused,
      hasLaneRoom: (lane) => {
        const { concurrency } = parts.laneLimit(lane);
        let workers = 0;
        for (const bundle of bundles) if (bundle.lane === lane) workers += 1;
        return concurrency === null || workers < concurrency;
      },
    };
  }

  private async carry(bundle: Bundle, isClaimed: boolean): Promise<void> {
    const { database, ledger, log } = this.parts;
    let { jobs } = bundle;
    try {
      if (!isClaimed) jobs = claimJobs(database, ledger, bundle.jobs, this.parts.lease);
      bundle.jobs = jobs;
      for (const job of jobs) {
        job.startedAt = performance.now();
        this.running.set(job.fileId, { job, stage: 'decide', label: t('Recognising'), fraction: null, worker: null });
        if (!isClaimed) note(job, 'claim', t('Claimed'), 'done', t('Attempt {attempts}', { attempts: job.attempts + 1 }));
      }
      this.listener.revised();
      const unfinished = await this.read(jobs, bundle.abort.signal);
      const readToTheEnd = jobs.filter((job) => !unfinished.includes(job));
      this.retries.push(...unfinished);
      const next = readToTheEnd.map((job) => ({ job, stage: [this.recognition, this.looking].find((stage) => stage.isWanted(job)) }));
      this.goOn(next.flatMap(({ job, stage }) => (stage ? [] : [job])));
      this.tellRead(next.flatMap(({ job, stage }) => (stage ? [job] : [])));
      for (const { job, stage } of next) {
        stage?.add(job);
        const label = stage === this.looking ? t('Waits to be looked into') : t('Waits for OCR');
        if (stage?.isWaiting(job.fileId)) Object.assign(this.running.get(job.fileId) ?? {}, { label, fraction: null });
      }
    } catch (error) {
      log.error('pipeline.carry', { error });
      this.holdBack(jobs, toErrorData(error));
    } finally {
      for (const job of jobs) if (!this.isBeside(job.jobId)) this.running.delete(job.fileId);
      this.listener.changed();
    }
  }

  /** Files that go on to OCR, or are looked into, may wait long: until then lists show what they are. */
  private tellRead(jobs: Job[]): void {
    if (jobs.length === 0) return;
    const { database, ledger } = this.parts;
    database.transaction((writer) => {
      for (const { jobId, recognition, thumbnail } of jobs) {
        if (recognition) ledger.recognise(writer, jobId, recognition);
        if (thumbnail !== null) ledger.showThumbnail(writer, jobId, thumbnail);
      }
    });
    this.listener.revised();
  }

  /** @returns the jobs that must be tried again, because their worker ended under them */
  private read(jobs: Job[], signal: AbortSignal): Promise<Job[]> {
    recallVersions(this.parts.ledger, jobs);
    const tell = (of: Job[], what: Partial<Running>): void => {
      for (const job of of) Object.assign(this.running.get(job.fileId) ?? {}, what);
    };
    return this.reader.read(jobs, signal, {
      begun: (of, worker) => tell(of, { worker }),
      recognised: (of) => {
        if (needsOwnWorker(of)) this.tellRecognised(of);
      },
      reading: (of) => tell(of, { stage: 'process', label: t('Reading') }),
    });
  }

  private tellRecognised(jobs: Job[]): void {
    const { database, ledger } = this.parts;
    database.transaction((writer) => {
      for (const job of jobs) if (job.recognition) ledger.recognise(writer, job.jobId, job.recognition);
    });
  }

  /** Bundles that end together are committed together: a commit with full text costs more than the rows in it. */
  private retireSoon(jobs: Job[]): void {
    this.ended.push(...jobs);
    if (jobs.length === 0) return;
    const isLast = this.bundles.size <= 1 && this.depth === 0 && this.acting.size === 0;
    if (isLast || this.ended.length >= COMMIT_TOGETHER) this.retireEnded();
    else this.commitTimer ??= setTimeout(() => this.retireEnded(), GATHER_MS);
  }

  private retireAtOnce(job: Job): void {
    this.ended.push(job);
    this.retireEnded();
  }

  private retireEnded(): void {
    if (this.commitTimer) clearTimeout(this.commitTimer);
    this.commitTimer = null;
    const jobs = this.ended.splice(0);
    if (jobs.length === 0) return;
    try {
      this.retire(jobs);
    } catch (error) {
      this.parts.log.error('pipeline.retire', { error });
      this.holdBack(jobs, toErrorData(error));
    }
    this.listener.changed();
  }

  private retire(jobs: Job[]): void {
    const { settled, settledAlso, waiting, toPark, vanished, refused } = retireJobs(this.parts, jobs, this.moved);
    for (const { acts } of jobs) acts?.known?.();
    for (const { facts, delayMs } of waiting) this.listener.waiting(facts, delayMs);
    for (const { fileId } of vanished) this.listener.vanished(fileId);
    if (refused.length > 0) this.listener.refused(refused);
    if (toPark.length > 0) this.listener.toPark(toPark);
    // Until it lies in errors/, nobody else takes it.
    for (const job of jobs) freeTurn(job);
    this.listener.settled(settled);
    if (settledAlso.length > 0) this.listener.settledAlso(settledAlso);
  }

  /** The ledger could not be written: nothing is lost, the jobs keep their lease and are carried again. */
  private holdBack(jobs: Job[], error: ErrorData): void {
    this.heldBack += jobs.length;
    this.listener.storeFailed(error);
    const again = (): void => {
      clearTimeout(timer);
      this.tryAgain.delete(again);
      this.heldBack -= jobs.length;
      for (const job of jobs) {
        // Its original lies elsewhere: there is nothing to read again, only to be noted.
        if (job.acts?.ending) {
          this.retireAtOnce(job);
          continue;
        }
        job.error = null;
        job.result = null;
        job.inside = null;
        job.acts = null;
        job.isReverted = false;
        this.ready.add(job);
      }
      this.pump();
    };
    const timer = setTimeout(again, error.code === 'disk.full' ? FULL_RETRY_MS : STORE_RETRY_MS);
    timer.unref();
    this.tryAgain.add(again);
  }
}

