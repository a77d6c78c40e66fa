import type { Sighting, SightingSource } from '../../../shared/contract/watch-api';
import type { Database, Writer } from '../../store/database';
import { FILTERED_MARKS, type JobFacts, type KnownFile, type Ledger, type NewJob } from '../../store/ledger';
import { detectChange, type Change } from './change-detector';
import type { FileFilter, Verdict } from './file-filter';

/** What intake must know of a folder. */
export interface IntakeFolder {
  id: number;
  filter: FileFilter;
  /** Files found by the first scan stay untouched. */
  ignoreExisting: boolean;
}

export interface IntakeListener {
  /** A job waits for its file to be whole. */
  arrived(facts: JobFacts, source: SightingSource): void;
  /** A waiting file moved again. */
  touched(jobId: number, facts: { size: number; mtimeMs: number; ino: string }): void;
  /** A file changed while its job is under way. */
  movedOn(fileId: number): void;
  /** A waiting job needs no more waiting. */
  dropped(jobId: number): void;
  settled(jobIds: number[]): void;
  /** So many sightings piled up that the rest was dropped: the folder must tell everything again. */
  overflowed(folderId: number): void;
  failed(error: unknown): void;
}

const EXISTING: NewJob = {
  state: 'ignored',
  marks: 'ssssss',
  reason: 'It was there before the folder was added.',
};

/** Sightings kept in memory; more are dropped and cured by a rescan. */
const MAX_QUEUED = 100_000;
/** One transaction, a few milliseconds. */
const PER_TURN = 400;
const GATHER_MS = 10;
/** A disk that refuses the ledger is tried again after this. */
const FAULT_PAUSE_MS = 5_000;

/** Turns sightings into jobs, many in one transaction: from there a file is durable. */
export class Intake {
  private queue: { folderId: number; source: SightingSource; sightings: Sighting[]; at: number }[] = [];
  private queued = 0;
  private readonly overflowing = new Set<number>();
  private scheduled = false;
  private gatherTimer: NodeJS.Timeout | null = null;
  private closed = false;

  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly folderOf: (id: number) => IntakeFolder | undefined,
    private readonly listener: IntakeListener,
  ) {}

  get size(): number {
    return this.queued;
  }

  accept(folderId: number, source: SightingSource, sightings: Sighting[]): void {
    if (this.queued + sightings.length > MAX_QUEUED) {
      this.overflowing.add(folderId);
      return;
    }
    this.queue.push({ folderId, source, sightings, at: 0 });
    this.queued += sightings.length;
    // Live ones come in drops: those of one moment share a transaction. A file's quiet time is much longer.
    if (source === 'live' && this.queued < PER_TURN) this.gather();
    else this.schedule();
  }

  close(): void {
    this.closed = true;
  }

  private gather(): void {
    this.gatherTimer ??= setTimeout(() => {
      this.gatherTimer = null;
      this.schedule();
    }, GATHER_MS);
  }

  private schedule(): void {
    if (this.scheduled || this.closed) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      if (!this.closed) this.turn();
    });
  }

  private turn(): void {
    const head = this.queue[0];
    if (!head) return;
    const part = head.sightings.slice(head.at, head.at + PER_TURN);
    try {
      this.record(head.folderId, head.source, part);
    } catch (error) {
      // Nothing of this part was committed: it stays in the queue and is tried again.
      this.listener.failed(error);
      setTimeout(() => this.schedule(), FAULT_PAUSE_MS).unref();
      return;
    }
    head.at += part.length;
    this.queued -= part.length;
    if (head.at >= head.sightings.length) this.queue.shift();
    if (this.queue.length > 0) this.schedule();
    else if (this.overflowing.size > 0) {
      for (const folderId of this.overflowing) this.listener.overflowed(folderId);
      this.overflowing.clear();
    }
  }

  private record(folderId: number, source: SightingSource, sightings: Sighting[]): void {
    const folder = this.folderOf(folderId);
    if (!folder) return;
    const now = Date.now();
    const after: (() => void)[] = [];
    this.database.transaction((writer) => {
      for (const sighting of sightings) {
        if (sighting.gone) this.recordGone(writer, folderId, sighting, now, after);
        else this.recordSeen(writer, folder, source, sighting, now, after);
      }
    });
    for (const act of after) act();
  }

  private recordGone(writer: Writer, folderId: number, sighting: Sighting, now: number, after: (() => void)[]): void {
    const known = this.ledger.find(folderId, sighting.path);
    if (!known?.present) return;
    this.ledger.markGone(writer, known.fileId);
    if (known.wasFiltered) {
      // It was never taken and is no more: a temporary name, mostly. Nothing is left to account for.
      this.ledger.forget(writer, known.jobId);
      after.push(() => this.listener.settled([]));
      return;
    }
    if (known.state !== 'waiting' && known.state !== 'attention') return;
    const reason =
      known.state === 'waiting'
        ? 'It was gone before it could be read.'
        : 'It was removed from the folder before it could be read.';
    if (!this.ledger.ignore(writer, known.jobId, known.state, reason, now)) return;
    after.push(() => {
      this.listener.dropped(known.jobId);
      this.listener.settled([known.jobId]);
    });
  }

  private recordSeen(
    writer: Writer,
    folder: IntakeFolder,
    source: SightingSource,
    sighting: Sighting,
    now: number,
    after: (() => void)[],
  ): void {
    const verdict = folder.filter(sighting);
    const known = this.ledger.find(folder.id, sighting.path);
    if (!known) {
      const isExisting = source === 'firstScan' && folder.ignoreExisting;
      const job = isExisting && verdict.taken ? EXISTING : jobFor(verdict);
      const facts = this.ledger.insertFile(writer, folder.id, sighting, job, now);
      after.push(() => this.announce(facts, job, source));
      return;
    }
    const change = detectChange(known, sighting);
    if (change !== 'same') this.ledger.updateFile(writer, known.fileId, sighting);
    const next = this.nextJob(known, change, verdict);
    if (change !== 'same' && known.state === 'inProgress') after.push(() => this.listener.movedOn(known.fileId));
    if (next === null) return;
    if (next === 'follow') {
      this.ledger.updateWaiting(writer, known.jobId, sighting);
      after.push(() => this.listener.touched(known.jobId, sighting));
      return;
    }
    const event = change === 'same' ? 'created' : change;
    const facts = this.ledger.insertJob(writer, known.fileId, folder.id, sighting, next, event, now);
    after.push(() => {
      this.listener.dropped(known.jobId);
      this.announce(facts, next, source);
    });
  }

  /** What a known file's sighting leads to: nothing, a waiting job that follows its file, or a new job. */
  private nextJob(known: KnownFile, change: Change, verdict: Verdict): null | 'follow' | NewJob {
    if (change === 'same') {
      const isNowTaken = verdict.taken && known.wasFiltered;
      const isNowRefused = !verdict.taken && known.state === 'waiting';
      return isNowTaken || isNowRefused ? jobFor(verdict) : null;
    }
    if (!verdict.taken) return known.wasFiltered && known.present ? null : jobFor(verdict);
    if (known.state === 'waiting') return 'follow';
    // A file that changes while it is being read: its job notices, and starts the next one when it ends.
    if (known.state === 'inProgress') return null;
    return jobFor(verdict);
  }

  private announce(facts: JobFacts, job: NewJob, source: SightingSource): void {
    if (job.state === 'waiting') this.listener.arrived(facts, source);
    else this.listener.settled([facts.jobId]);
  }
}

function jobFor(verdict: Verdict): NewJob {
  return verdict.taken
    ? { state: 'waiting', marks: 'rppppp', reason: 'Still arriving' }
    : { state: 'ignored', marks: FILTERED_MARKS, reason: verdict.reason };
}
