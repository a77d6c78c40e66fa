import { workerApi, type WorkerApi } from '../../shared/contract/worker-api';
import { FilemillError } from '../../shared/errors/filemill-error';
import { connect, type Connected } from '../../shared/rpc/connect';
import type { Log } from '../../base/log';
import type { Tongue } from '../../shared/words/languages';
import type { ProcessHost, StartedProcess } from './process-host';
import { locale, spokenTongue, t, words } from '../../shared/words/words';

/** Two bundles of small files may wait at one worker, so that it never idles while the engine thinks. */
const SMALL_SLOTS = 2;
/** After so many tasks a worker is replaced: WebAssembly memory never shrinks (TECH.md items 6–8). */
const TASKS_PER_WORKER = 2_000;
/** A worker that rests above this is replaced before its next task. */
const RESTING_BYTES = 600 * 1024 * 1024;
/** By so much a worker may grow for a task that says nothing else. */
const USUAL_GROWTH_BYTES = 1_500e6;
/** An idle worker is worth its 90 MB only while more work is likely. */
const IDLE_MS = 15_000;
/** Who looked at a file soon looks at another, and should not wait for a process to start. */
const LOOKING_MS = 5 * 60_000;

export interface TaskOptions {
  /** One large file: has its worker for itself. */
  exclusive: boolean;
  /** A person waits for it: goes before everything queued, and when all workers are busy to one that is kept for this. */
  urgent?: boolean;
  /** Then the worker is killed and the task fails with `file.tooSlow`. */
  timeoutMs: number;
  /** By so much the worker may grow; beyond it, it is killed and the task fails with `file.tooComplex`. */
  memoryBytes?: number;
  signal?: AbortSignal;
  /** At the signal the task is given so long to end by itself before its worker is ended; none when left out. */
  graceMs?: number;
}

/** `limit` starts the clock anew with other limits, when a task goes on to its next call. */
export type Task<R> = (
  worker: Connected<WorkerApi>,
  limit: (timeoutMs: number, memoryBytes: number) => void,
  number: number,
) => Promise<R>;

interface PooledWorker {
  /** Counted from one since the start; a worker that is replaced has a new one. */
  number: number;
  id: string;
  client: Connected<WorkerApi>;
  process: StartedProcess;
  slotsTaken: number;
  tasks: number;
  residentBytes: number;
  /** Of these, what it had when its tasks began. */
  restingBytes: number;
  /** What its tasks may add. */
  growthBytes: number;
  idleTimer: NodeJS.Timeout | null;
  /** Beyond the limit, for what a person waits for; nothing else gets it. */
  isReserve: boolean;
  /** What it speaks. */
  tongue: Tongue;
  /** Why it was ended by us; null while it may serve. */
  ending: FilemillError | null;
}

interface Queued {
  exclusive: boolean;
  urgent: boolean;
  start: (worker: PooledWorker) => void;
  reject: (error: unknown) => void;
}

/**
 * Worker processes, started when there is work and ended when there is none. A worker that dies, hangs or overruns is
 * replaced; its tasks fail with `worker.crashed`, `file.tooSlow` or `file.tooComplex`, and it is the caller who finds
 * out which file did it.
 */
export class WorkerPool {
  private readonly workers = new Set<PooledWorker>();
  private readonly queue: Queued[] = [];
  private starting = 0;
  private isReserveStarting = false;
  private nextId = 1;
  private closed = false;
  private lastUrgentAt = -Infinity;
  private readonly progressListeners = new Set<(fileId: number, label: string, fraction: number | null) => void>();
  /** Set while workers can't be started; cleared by the next that can. */
  trouble: FilemillError | null = null;

  constructor(
    private readonly host: ProcessHost,
    private limit: number,
    private readonly log: Log,
  ) {}

  /** How many workers there are at most. */
  get size(): number {
    return this.limit;
  }

  /** Takes effect with the next task; a worker too many ends when it is idle. */
  resize(size: number): void {
    this.limit = size;
    this.assign();
  }

  /** Another language is spoken now: workers that speak the former one end as soon as they are idle. */
  renew(): void {
    for (const worker of this.workers) if (worker.slotsTaken === 0) this.end(worker, replaced());
    this.assign();
  }

  get busy(): number {
    let busy = 0;
    for (const worker of this.workers) if (worker.slotsTaken > 0) busy += 1;
    return busy;
  }

  /** Whether a further task would start soon rather than queue up. */
  get hasRoom(): boolean {
    if (this.closed || this.queue.length > 0) return false;
    let slots = (this.limit - this.regularCount) * SMALL_SLOTS;
    for (const worker of this.workers) if (!worker.ending && !worker.isReserve) slots += SMALL_SLOTS - worker.slotsTaken;
    return slots > 0;
  }

  private get regularCount(): number {
    let count = 0;
    for (const worker of this.workers) if (!worker.isReserve) count += 1;
    return count;
  }

  private get mayStartOne(): boolean {
    return this.regularCount + this.starting < this.limit;
  }

  onProgress(listener: (fileId: number, label: string, fraction: number | null) => void): void {
    this.progressListeners.add(listener);
  }

  /** Starts workers ahead of the work, while a file's quiet time passes. */
  warmUp(): void {
    while (!this.closed && this.mayStartOne) this.startWorker();
  }

  run<R>(options: TaskOptions, task: Task<R>): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      if (this.closed) {
        reject(new FilemillError('call.cancelled', t('Filemill is ending.')));
        return;
      }
      if (options.signal?.aborted) {
        reject(cancelled());
        return;
      }
      const entry: Queued = {
        exclusive: options.exclusive,
        urgent: options.urgent ?? false,
        reject,
        start: (worker) => void this.perform(worker, options, task).then(resolve, reject),
      };
      if (options.urgent) {
        this.lastUrgentAt = performance.now();
        this.queue.unshift(entry);
      } else this.queue.push(entry);
      options.signal?.addEventListener('abort', () => this.callOff(entry), { once: true });
      this.assign();
    });
  }

  /** Who looked at files is gone: the worker that was kept for that ends as any other. Who looks again has it kept again. */
  lookedAway(): void {
    this.lastUrgentAt = -Infinity;
    for (const worker of this.workers) {
      if (worker.slotsTaken > 0 || worker.ending) continue;
      if (worker.idleTimer) clearTimeout(worker.idleTimer);
      this.restFor(worker, IDLE_MS);
    }
  }

  close(): void {
    this.closed = true;
    for (const { reject } of this.queue.splice(0)) reject(new FilemillError('call.cancelled', t('Filemill is ending.')));
    for (const worker of this.workers) this.end(worker, new FilemillError('call.cancelled', t('Filemill is ending.')));
  }

  /** A task that no worker has yet. */
  private callOff(entry: Queued): void {
    const at = this.queue.indexOf(entry);
    if (at < 0) return;
    this.queue.splice(at, 1);
    entry.reject(cancelled());
  }

  private assign(): void {
    while (this.queue.length > 0) {
      const next = this.queue[0] as Queued;
      const worker = this.freest(next);
      if (!worker) {
        if (this.mayStartOne) this.startWorker();
        else if (next.urgent && this.starting === 0) this.startReserve();
        return;
      }
      this.queue.shift();
      worker.slotsTaken += next.exclusive ? SMALL_SLOTS : 1;
      next.start(worker);
      // A second worker helps as soon as a first one is busy.
      if (this.queue.length > 0 && this.mayStartOne) this.startWorker();
    }
  }

  private freest({ exclusive, urgent }: Queued): PooledWorker | undefined {
    let best: PooledWorker | undefined;
    for (const worker of this.workers) {
      if (worker.ending || worker.tongue !== spokenTongue() || (worker.isReserve && !urgent)) continue;
      const fits = exclusive ? worker.slotsTaken === 0 : worker.slotsTaken < SMALL_SLOTS;
      if (fits && (!best || worker.slotsTaken < best.slotsTaken)) best = worker;
    }
    if (best && best.slotsTaken > 0 && this.mayStartOne) this.startWorker();
    return best;
  }

  private async perform<R>(worker: PooledWorker, options: TaskOptions, task: Task<R>): Promise<R> {
    if (worker.idleTimer) clearTimeout(worker.idleTimer);
    worker.idleTimer = null;
    let clock: NodeJS.Timeout | undefined;
    const limit = (timeoutMs: number, memoryBytes: number): void => {
      // Beside another task it may take what either of them may.
      worker.growthBytes = worker.slotsTaken === SMALL_SLOTS && !options.exclusive ? Math.max(worker.growthBytes, memoryBytes) : memoryBytes;
      clearTimeout(clock);
      clock = setTimeout(() => this.end(worker, tooSlow(timeoutMs)), timeoutMs);
    };
    limit(options.timeoutMs, options.memoryBytes ?? USUAL_GROWTH_BYTES);
    let grace: NodeJS.Timeout | undefined;
    const onAbort = (): void => {
      if (options.graceMs === undefined) this.end(worker, cancelled());
      else grace = setTimeout(() => this.end(worker, cancelled()), options.graceMs);
    };
    options.signal?.addEventListener('abort', onAbort, { once: true });
    try {
      return await task(worker.client, limit, worker.number);
    } catch (error) {
      if (error instanceof FilemillError && error.code === 'peer.gone') {
        throw worker.ending ?? new FilemillError('worker.crashed', t('The process that read it ended unexpectedly.'));
      }
      throw error;
    } finally {
      clearTimeout(clock);
      clearTimeout(grace);
      options.signal?.removeEventListener('abort', onAbort);
      this.release(worker, options.exclusive);
    }
  }

  private release(worker: PooledWorker, exclusive: boolean): void {
    worker.slotsTaken -= exclusive ? SMALL_SLOTS : 1;
    worker.tasks += 1;
    if (worker.slotsTaken === 0) Object.assign(worker, { restingBytes: worker.residentBytes, growthBytes: 0 });
    if (worker.slotsTaken === 0 && !worker.ending) {
      const isSpare = !worker.isReserve && this.regularCount > this.limit;
      if (isSpare || worker.tongue !== spokenTongue() || worker.tasks >= TASKS_PER_WORKER || worker.residentBytes > RESTING_BYTES) {
        this.end(worker, replaced());
      } else {
        this.restFor(worker, IDLE_MS);
      }
    }
    this.assign();
  }

  /** Ends a worker that has had nothing to do for so long; the last one stays while someone looks at files. */
  private restFor(worker: PooledWorker, ms: number): void {
    worker.idleTimer = setTimeout(() => {
      if (worker.slotsTaken > 0) return;
      const isLast = [...this.workers].every((other) => other === worker || other.ending);
      const lookingMs = isLast ? this.lastUrgentAt + LOOKING_MS - performance.now() : 0;
      if (lookingMs > 0) this.restFor(worker, lookingMs);
      else this.end(worker, new FilemillError('call.cancelled', t('The worker was idle.')));
    }, ms);
    worker.idleTimer.unref();
  }

  private startReserve(): void {
    if (this.isReserveStarting || [...this.workers].some(({ isReserve, ending }) => isReserve && !ending)) return;
    this.startWorker(true);
  }

  private countStarting(isReserve: boolean, step: 1 | -1): void {
    if (isReserve) this.isReserveStarting = step > 0;
    else this.starting += step;
  }

  private startWorker(isReserve = false): void {
    this.countStarting(isReserve, 1);
    const number = this.nextId;
    const id = `worker-${number}`;
    const tongue = spokenTongue();
    this.nextId += 1;
    this.host
      .start('worker', id)
      .then(async (process) => {
        const worker: PooledWorker = {
          number,
          id,
          process,
          client: connect(process.port, workerApi, {
            onGone: () => this.forget(worker),
            onSilent: () => this.end(worker, worker.slotsTaken > 0 ? stuck() : new FilemillError('peer.silent', t('{id} no longer answers.', { id }))),
          }),
          slotsTaken: 0,
          tasks: 0,
          residentBytes: 0,
          restingBytes: 0,
          growthBytes: 0,
          idleTimer: null,
          isReserve,
          tongue,
          ending: null,
        };
        process.onExit((reason) => {
          if (!worker.ending) this.log.warn('worker.exited', { id, reason });
          worker.client.close();
        });
        worker.client.on('memory.measured', ({ residentBytes }) => {
          worker.residentBytes = residentBytes;
          const isTooLarge = residentBytes > worker.restingBytes + worker.growthBytes;
          if (worker.slotsTaken > 0 && isTooLarge) this.end(worker, tooLarge(worker.growthBytes));
        });
        worker.client.on('file.progressed', ({ fileId, label, fraction }) => {
          for (const listener of this.progressListeners) listener(fileId, label, fraction);
        });
        await worker.client.ready;
        this.countStarting(isReserve, -1);
        if (this.closed || tongue !== spokenTongue()) {
          this.end(worker, this.closed ? new FilemillError('call.cancelled', t('Filemill is ending.')) : replaced());
          this.assign();
          return;
        }
        this.trouble = null;
        this.workers.add(worker);
        this.restFor(worker, IDLE_MS);
        this.assign();
      })
      .catch((error: unknown) => {
        this.countStarting(isReserve, -1);
        this.log.error('worker.start', { id, error });
        this.trouble =
          error instanceof FilemillError
            ? error
            : new FilemillError('environment.missing', t('A worker process could not be started.'), { cause: error });
        // Trying again at once would spin; the queue stays, and so do its files.
        setTimeout(() => this.assign(), 1_000).unref();
      });
  }

  private end(worker: PooledWorker, why: FilemillError): void {
    if (worker.ending) return;
    worker.ending = why;
    if (worker.idleTimer) clearTimeout(worker.idleTimer);
    worker.process.kill();
    worker.client.close();
  }

  private forget(worker: PooledWorker): void {
    if (!this.workers.delete(worker)) return;
    worker.ending ??= new FilemillError('worker.crashed', t('The process that read it ended unexpectedly.'));
    if (worker.idleTimer) clearTimeout(worker.idleTimer);
    this.assign();
  }
}

const HANGING = words('Open it in its own program; it may be damaged or made to hang readers.');

const replaced = (): FilemillError => new FilemillError('call.cancelled', t('The worker was replaced.'));

const cancelled = (): FilemillError => new FilemillError('call.cancelled', t('It was cancelled.'));

function tooSlow(timeoutMs: number): FilemillError {
  return new FilemillError('file.tooSlow', t('It was not read within {timeoutMs} s.', { timeoutMs: Math.round(timeoutMs / 1000) }), {
    hint: t(HANGING),
  });
}

function stuck(): FilemillError {
  return new FilemillError('file.tooSlow', t('Reading it came to a standstill.'), { hint: t(HANGING) });
}

function tooLarge(bytes: number): FilemillError {
  return new FilemillError('file.tooComplex', t('It took more than {gigabytes} GB of memory to read.', { gigabytes: (bytes / 1e9).toLocaleString(locale(), { minimumFractionDigits: 1, maximumFractionDigits: 1 }) }), {
    hint: t('Open it in its own program, and save it in parts or in another format.'),
  });
}
