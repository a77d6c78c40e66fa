import { isLockInMaking } from '../../../base/lock/open-lock';
import type { Sighting, SightingSource } from '../../../shared/contract/watch-api';
import { FilemillError } from '../../../shared/errors/filemill-error';
import type { Trigger } from '../../../shared/model/file';
import type { FolderSettings } from '../../../shared/model/folder';
import type { Database, Writer } from '../../store/database';
import { arriving, EXISTING_MARKS, FILTERED_MARKS, type JobFacts, type KnownFile, type NewJob } from '../../store/job-facts';
import type { Ledger } from '../../store/ledger';
import { detectChange, isWanted, type Change } from './change-detector';
import type { Whereabouts } from '../../store/whereabouts';
import type { FileFilter, Verdict } from './file-filter';
import { OwnMoves } from './own-moves';
import { t } from '../../../shared/words/words';

/** What intake must know of a folder. */
export interface IntakeFolder {
  id: number;
  settings: FolderSettings;
  filter: FileFilter;
  /** Files found by the first scan stay untouched. */
  ignoreExisting: boolean;
}

export interface IntakeListener {
  /** A job waits for its file to be whole, and no shorter than `delayMs`. */
  arrived(facts: JobFacts, source: SightingSource, delayMs: number): void;
  /** A waiting file moved again. */
  touched(jobId: number, facts: { size: number; mtimeMs: number; ino: string }): void;
  /** A file changed while its job is under way. */
  movedOn(fileId: number): void;
  /** A waiting job needs no more waiting. */
  dropped(jobId: number): void;
  /** Nothing lies there any more; it may turn up under another name. */
  departed(fileId: number): void;
  /** A sidecar came, changed or went: what it speaks of, inside the folder. */
  sidecarSeen(folderId: number, dataPath: string): void;
  /** A file that had departed is back, under this name or another. */
  returned(fileId: number): void;
  /** Whether a file still lies at the path the ledger knows; asked only for files that share their number with a newcomer. */
  stillThere(known: Pick<KnownFile, 'folderId' | 'path' | 'dev' | 'ino'>): boolean;
  settled(jobIds: number[]): void;
  /** So many sightings piled up that the rest was dropped: the folder must tell everything again. */
  overflowed(folderId: number): void;
  failed(error: unknown): void;
  /** Everything that was sighted is recorded, also where it led to nothing. */
  drained(): void;
}

const existing = (): NewJob => ({ state: 'ignored', marks: EXISTING_MARKS, reason: t('It was there before the folder was added.') });

/** What stands beside a file that programs hand over. */
const SIDECAR_ENDING = '.meta.json';
/** Sightings kept in memory; more are dropped and cured by a rescan. */
const MAX_QUEUED = 100_000;
/** One transaction, a few milliseconds. */
const PER_TURN = 400;
const GATHER_MS = 10;
/** A disk that refuses the ledger is tried again after this; a full one when there is room, or after longer. */
const FAULT_PAUSE_MS = 5_000;
const FULL_PAUSE_MS = 30_000;

/** Turns sightings into jobs, many in one transaction: from there a file is durable. */
export class Intake {
  private queue: { folderId: number; source: SightingSource; sightings: Sighting[]; at: number }[] = [];
  private queued = 0;
  private readonly overflowing = new Set<number>();
  private scheduled = false;
  private gatherTimer: NodeJS.Timeout | null = null;
  private closed = false;
  private isHeld = false;
  /** Set while a fault is waited out: what comes meanwhile must not try again sooner. */
  private faultTimer: NodeJS.Timeout | null = null;
  /** What Filemill itself does with files is no news. */
  readonly ownMoves: OwnMoves;
  /** Files met by the first scan of a folder that is not over yet. */
  private readonly met = new Map<number, Set<number>>();

  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly whereabouts: Whereabouts,
    private readonly folderOf: (id: number) => IntakeFolder | undefined,
    private readonly listener: IntakeListener,
    /** Watched folders by their paths. */
    watched: () => readonly { id: number; path: string }[] = () => [],
  ) {
    this.ownMoves = new OwnMoves(watched, (folderId, source, sightings) => this.accept(folderId, source, sightings));
  }

  get size(): number {
    return this.queued + this.ownMoves.size;
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

  /** A folder is about to be looked through for the first time: from now on the files it has are noted. */
  beginFirstScan(folderId: number): void {
    this.met.set(folderId, new Set());
  }

  /** The files that the first scan met. */
  endFirstScan(folderId: number): Set<number> {
    const met = this.met.get(folderId) ?? new Set();
    this.met.delete(folderId);
    return met;
  }

  /** While the disk is nearly full nothing is recorded; what comes is kept, as far as there is room for it. */
  hold(isHeld: boolean): void {
    this.isHeld = isHeld;
    if (!isHeld) this.goOn();
  }

  private goOn(): void {
    if (this.faultTimer) clearTimeout(this.faultTimer);
    this.faultTimer = null;
    this.schedule();
  }

  private gather(): void {
    this.gatherTimer ??= setTimeout(() => {
      this.gatherTimer = null;
      this.schedule();
    }, GATHER_MS);
  }

  private schedule(): void {
    if (this.scheduled || this.closed || this.isHeld || this.faultTimer) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      if (!this.closed && !this.isHeld) this.turn();
    });
  }

  private turn(): void {
    const head = this.queue[0];
    if (!head) return;
    const part = head.sightings.slice(head.at, head.at + PER_TURN);
    try {
      this.record(head.folderId, head.source, this.ownMoves.sift(head.folderId, head.source, part));
    } catch (error) {
      // Nothing of this part was committed: it stays in the queue and is tried again.
      this.listener.failed(error);
      const isFull = error instanceof FilemillError && error.code === 'disk.full';
      this.faultTimer = setTimeout(() => this.goOn(), isFull ? FULL_PAUSE_MS : FAULT_PAUSE_MS);
      this.faultTimer.unref();
      return;
    }
    head.at += part.length;
    this.queued -= part.length;
    if (head.at >= head.sightings.length) this.queue.shift();
    if (this.queue.length > 0) {
      this.schedule();
      return;
    }
    this.listener.drained();
    if (this.overflowing.size > 0) {
      for (const folderId of this.overflowing) this.listener.overflowed(folderId);
      this.overflowing.clear();
    }
  }

  private record(folderId: number, source: SightingSource, sightings: Sighting[]): void {
    const folder = this.folderOf(folderId);
    if (!folder) return;
    const now = Date.now();
    const after: (() => void)[] = [];
    const met = source === 'firstScan' ? this.met.get(folderId) : undefined;
    this.database.transaction((writer) => {
      for (const sighting of inOrder(sightings)) {
        if (isLockInMaking(sighting.path)) continue;
        if (sighting.path.endsWith(SIDECAR_ENDING)) after.push(() => this.listener.sidecarSeen(folderId, sighting.path.slice(0, -SIDECAR_ENDING.length)));
        if (sighting.gone) this.recordGone(writer, folderId, sighting, now, after);
        else {
          const fileId = this.recordSeen({ writer, folder, source, sighting, now, after });
          met?.add(fileId);
        }
      }
    });
    for (const act of after) act();
  }

  private recordGone(writer: Writer, folderId: number, sighting: Sighting, now: number, after: (() => void)[]): void {
    const known = this.ledger.find(folderId, sighting.path);
    if (!known?.present) return;
    if (known.wasFiltered && !this.ledger.hasHistory(known.fileId)) {
      this.whereabouts.markGone(writer, known.fileId, null);
      this.ledger.forget(writer, known.fileId);
      after.push(() => this.listener.settled([]));
      return;
    }
    this.whereabouts.markGone(writer, known.fileId, now);
    after.push(() => this.listener.departed(known.fileId));
  }

  /** @returns the file's id */
  private recordSeen(seen: Seen): number {
    const { writer, folder, source, sighting, now, after } = seen;
    const known = this.ledger.find(folder.id, sighting.path);
    if (!known?.present) {
      const moved = this.movedFrom(known, seen);
      if (moved) return this.recordMoved(moved, seen);
    }
    if (!known) {
      const job = this.firstJob(seen);
      const facts = this.ledger.insertFile(writer, folder.id, sighting, job, { trigger: triggerOf(source), now });
      after.push(() => this.announce(facts, job, source));
      return facts.fileId;
    }
    const change = detectChange(known, sighting, folder.settings);
    if (change !== 'same') this.ledger.updateFile(writer, known.fileId, sighting);
    if (!known.present) after.push(() => this.listener.returned(known.fileId));
    if (change !== 'same' && known.state === 'inProgress') after.push(() => this.listener.movedOn(known.fileId));
    const next = this.nextJob(known, change, seen);
    if (next === null) return known.fileId;
    if (next === 'follow') {
      this.ledger.updateWaiting(writer, known.jobId, sighting);
      after.push(() => this.listener.touched(known.jobId, sighting));
      return known.fileId;
    }
    this.begin(known, next, change === 'same' ? 'created' : change, seen);
    return known.fileId;
  }

  private begin(known: KnownFile, job: NewJob, event: JobFacts['event'], { writer, folder, source, sighting, now, after }: Seen): void {
    const occasion = { event, trigger: triggerOf(source), now };
    const facts = this.ledger.insertJob(writer, known.fileId, folder.id, sighting, job, occasion);
    after.push(() => {
      this.listener.dropped(known.jobId);
      this.announce(facts, job, source);
    });
  }

  private firstJob({ folder, source, sighting }: Seen): NewJob {
    const verdict = folder.filter(sighting);
    if (!verdict.taken) return jobFor(verdict);
    if (source === 'firstScan' && folder.ignoreExisting) return existing();
    return folder.settings.events.created ? arriving() : jobFor(leftOut());
  }

  /** What a known file's sighting leads to: nothing, a waiting job that follows its file, or a new job. */
  private nextJob(known: KnownFile, change: Change, { folder, sighting, now }: Seen): null | 'follow' | NewJob {
    const verdict = folder.filter(sighting);
    if (change === 'same') {
      const isNowTaken = verdict.taken && known.wasFiltered && folder.settings.events.created;
      const isNowRefused = !verdict.taken && known.state === 'waiting';
      return isNowTaken || isNowRefused ? jobFor(verdict) : null;
    }
    // A file that changes while it is being read: its job notices, and starts the next one when it ends.
    if (known.state === 'inProgress') return null;
    if (!verdict.taken) return known.wasFiltered && known.present ? null : jobFor(verdict);
    if (known.state === 'waiting') return 'follow';
    if (!isWanted(known.wasFiltered ? 'created' : change, folder.settings)) {
      return known.present ? null : jobFor(leftOut());
    }
    return cooledDown(known, folder.settings, now);
  }

  /** The file that the newcomer was before, when it is one that only changed its place. */
  private movedFrom(atPath: KnownFile | undefined, { folder, sighting }: Seen): KnownFile | undefined {
    if (sighting.special) return undefined;
    const before = this.whereabouts
      .findByNumber(sighting)
      .find((known) => known.fileId !== atPath?.fileId && (!known.present || !this.listener.stillThere(known)));
    // What is told late may be of a name that it had before.
    return before?.present && !this.listener.stillThere({ ...sighting, folderId: folder.id }) ? undefined : before;
  }

  private recordMoved(known: KnownFile, seen: Seen): number {
    const { writer, folder, sighting, now, after } = seen;
    this.whereabouts.moveFile(writer, known, folder.id, sighting);
    after.push(() => this.listener.returned(known.fileId));
    const verdict = folder.filter(sighting);
    if (known.state === 'inProgress') {
      after.push(() => this.listener.movedOn(known.fileId));
      return known.fileId;
    }
    if (verdict.taken && known.state === 'waiting') {
      const facts = this.whereabouts.moveWaiting(writer, known.jobId, folder.id, sighting);
      after.push(() => {
        this.listener.dropped(known.jobId);
        if (facts) this.listener.arrived(facts, seen.source, 0);
      });
      return known.fileId;
    }
    // A name that was refused becomes one that is taken: for the user the file has only now come.
    if (verdict.taken && known.wasFiltered) this.begin(known, this.firstJob(seen), 'created', seen);
    else if (!verdict.taken) this.begin(known, jobFor(verdict), 'moved', seen);
    else if (folder.settings.events.moved) this.begin(known, cooledDown(known, folder.settings, now), 'moved', seen);
    else if (isSettledWell(known)) this.whereabouts.moveSettled(writer, known.jobId, folder.id);
    else this.begin(known, this.firstJob(seen), 'created', seen);
    return known.fileId;
  }

  private announce(facts: JobFacts, job: NewJob, source: SightingSource): void {
    if (job.state !== 'waiting') this.listener.settled([facts.jobId]);
    else this.listener.arrived(facts, source, job.dueAt ? job.dueAt - facts.arrivedAt : 0);
  }
}

/** One sighting and everything needed to record it. */
interface Seen {
  writer: Writer;
  folder: IntakeFolder;
  source: SightingSource;
  sighting: Sighting;
  now: number;
  after: (() => void)[];
}

/** The last word on each path, departures first: so a rename within the batch is known as one. */
function inOrder(sightings: Sighting[]): Sighting[] {
  if (!sightings.some(({ gone }) => gone)) return sightings;
  const last = [...new Map(sightings.map((sighting) => [sighting.path, sighting])).values()];
  return [...last.filter(({ gone }) => gone), ...last.filter(({ gone }) => !gone)];
}

/** It was done and has just changed its place; anything else deserves to be read. */
const isSettledWell = ({ state, event, present, departedAt }: KnownFile): boolean =>
  state === 'done' && event !== 'deleted' && (present || departedAt !== null);

const triggerOf = (source: SightingSource): Trigger => (source === 'live' ? 'live' : 'scan');

const leftOut = (): Verdict => ({ taken: false, reason: t('This folder leaves such events out.') });

/** How a file begins that its folder's filter has judged. */
export function jobFor(verdict: Verdict): NewJob {
  return verdict.taken ? arriving() : { state: 'ignored', marks: FILTERED_MARKS, reason: verdict.reason };
}

/** A next version waits until the folder's cooldown since the last event is over; no clock makes it wait longer. */
function cooledDown(known: KnownFile, { cooldownSeconds }: FolderSettings, now: number): NewJob {
  const cooldownMs = cooldownSeconds * 1000;
  const waitMs = Math.min(cooldownMs, known.arrivedAt + cooldownMs - now);
  if (waitMs <= 0) return arriving();
  return { ...arriving(), reason: t('Cooling down for {cooldownSeconds} s after the last event', { cooldownSeconds }), dueAt: now + waitMs };
}
