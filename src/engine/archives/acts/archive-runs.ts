import { toErrorData } from '../../../shared/errors/filemill-error';
import type { ArchiveRun } from '../../../shared/model/archive';

/** Ended runs that are remembered. */
const MOST_ENDED = 20;
/** Workers tell progress by file; a run has a number that no file of the ledger ever gets. */
const FIRST_PROGRESS_ID = 2 ** 42;

/** What a run tells while it goes on. */
export interface RunHandle {
  readonly id: number;
  /** The `fileId` for workers. */
  readonly progressId: number;
  readonly signal: AbortSignal;
  tell(facts: Partial<Omit<ArchiveRun, 'id' | 'act' | 'state' | 'startedAt' | 'endedAt' | 'error'>>): void;
}

interface Kept {
  run: ArchiveRun;
  abort: AbortController;
  end: Promise<void>;
}

/** Long acts on archives: begun at once, told of until they end and for some time after. */
export class ArchiveRuns {
  private readonly kept = new Map<number, Kept>();
  private nextId = 1;

  /** @param changed is called when something is to be told */
  constructor(private readonly changed: () => void) {}

  begin(act: ArchiveRun['act'], name: string, work: (run: RunHandle) => Promise<void>): ArchiveRun {
    const id = this.nextId;
    this.nextId += 1;
    const abort = new AbortController();
    const run: ArchiveRun = {
      id,
      act,
      name,
      state: 'running',
      startedAt: Date.now(),
      endedAt: null,
      label: '',
      fraction: null,
      target: null,
      files: 0,
      bytes: 0,
      refusedCount: 0,
      refused: [],
      isVerified: null,
      error: null,
      effectId: null,
    };
    const handle: RunHandle = {
      id,
      progressId: FIRST_PROGRESS_ID + id,
      signal: abort.signal,
      tell: (facts) => {
        Object.assign(run, facts);
        this.changed();
      },
    };
    const end = Promise.resolve()
      .then(() => work(handle))
      .then(
        () => this.settle(run, 'done', null),
        (error: unknown) => this.settle(run, abort.signal.aborted ? 'cancelled' : 'failed', error),
      );
    this.kept.set(id, { run, abort, end });
    this.forgetOld();
    this.changed();
    return { ...run };
  }

  /** Newest first. */
  list(): ArchiveRun[] {
    return [...this.kept.values()].map(({ run }) => ({ ...run })).reverse();
  }

  /** Resolves when it has ended; at once for one that is not known. */
  async ended(id: number): Promise<ArchiveRun | undefined> {
    await this.kept.get(id)?.end;
    return this.list().find((run) => run.id === id);
  }

  cancel(id: number): void {
    this.kept.get(id)?.abort.abort();
  }

  /** Of a worker's progress. */
  progressed(progressId: number, label: string, fraction: number | null): void {
    const run = this.kept.get(progressId - FIRST_PROGRESS_ID)?.run;
    if (run?.state !== 'running') return;
    run.label = label;
    run.fraction = fraction;
    this.changed();
  }

  /** Calls off what is under way; resolves when all of it has ended. */
  async close(): Promise<void> {
    for (const { abort } of this.kept.values()) abort.abort();
    await Promise.all([...this.kept.values()].map(({ end }) => end));
  }

  private settle(run: ArchiveRun, state: ArchiveRun['state'], error: unknown): void {
    run.state = state;
    run.endedAt = Date.now();
    run.error = error === null || state === 'cancelled' ? null : toErrorData(error);
    run.fraction = null;
    run.label = '';
    this.changed();
  }

  private forgetOld(): void {
    const ended = [...this.kept.values()].filter(({ run }) => run.state !== 'running');
    for (const { run } of ended.slice(0, -MOST_ENDED)) this.kept.delete(run.id);
  }
}
