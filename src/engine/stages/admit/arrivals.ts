import { join } from 'node:path';
import { DueQueue } from '../../../base/due-queue';
import { LEFT_AFTER_MS } from '../../../base/lock/acquire-lock';
import type { LockView } from '../../../base/lock/look-at-lock';
import { Patience, SILENT } from '../../../base/patience';
import type { JobFacts } from '../../store/job-facts';
import { lookAfar, lookHere, type Look, type Missing } from './look-at-arrival';
import { t } from '../../../shared/words/words';

/** Quiet time where the system can tell that no program has the file open for writing. */
const QUIET_TOLD_MS = 150;
/** Quiet time where it can't: network shares, other systems. */
const QUIET_GUESSED_MS = 2_000;
/** How often a file that is being written is looked at: as long as few are, closely. */
const WRITER_POLL_MS = 50;
const WRITER_POLL_MAX_MS = 1_000;
const LOCK_POLL_MS = 500;
/** What opens a gate is told of; that nothing was missed is seen by looking again, less and less often. */
const GATE_POLL_MS = 250;
const GATE_POLL_MAX_MS = 10_000;
/** Waits up to this long are not worth a word. */
const SHORT_WAIT_MS = 2_000;
/** A file whose format says that its end is missing gets so long to grow on; then it is read as it is. */
const CUT_PATIENCE_MS = 10_000;
const CUT_POLL_MS = 250;
/** How often a file is looked at again whose folder does not answer. */
const SILENT_POLL_MS = 5_000;
/** Probed in one go before others get a turn: about five milliseconds. */
const PROBES_PER_TURN = 128;

/** Whether a file that is whole by itself may be begun: what it still waits for, or why it is left alone. @param path absolute */
export type Gate = (path: string) => Verdict | Promise<Verdict>;
type Verdict = { kind: 'open' } | { kind: 'wait' | 'refuse'; /** One sentence. */ reason: string };

export interface Arrival {
  facts: JobFacts;
  root: string;
  /** Set by the folder, or null: Filemill chooses. */
  quietMs: number | null;
  /** The system may hang on this file system: looked at without waiting for it. */
  isRemote: boolean;
  /** The folder wants files to be at least so old. */
  minAgeMs: number;
  /** What it waits for besides; null where being whole is enough. */
  gate?: Gate | null;
}

export interface ArrivalListener {
  /** Whole: may be claimed. `reason` says what it had to wait for last; empty when nothing held it up. */
  ready(arrival: Arrival, reason: string): void;
  /** Still changing: the ledger follows. */
  changed(arrival: Arrival, reason: string): void;
  waiting(arrival: Arrival, reason: string): void;
  vanished(arrival: Arrival): void;
  /** Its gate never opens for it as it is. */
  refused(arrival: Arrival, reason: string): void;
}

/** A place in the queue; void when its file has another by now. */
interface Place {
  tracked: Tracked;
  due: number;
}

interface Tracked extends Arrival {
  due: number;
  place: Place;
  lastChange: number;
  /** A retry's pause or a cooldown ends then, whatever the file does meanwhile. */
  notBefore: number;
  /** Of the minimum age what the disk's times said was over already when the file was first seen. */
  ageThen: number;
  polls: number;
  reason: string;
  dropped: boolean;
}

/**
 * Waits until a file is whole: unchanged for its quiet time, no program has it open for writing, and no `.lock` lies
 * beside it. Counts on a monotonic clock from the last change it saw itself, so that neither a clock jump nor a
 * restart takes a file early.
 */
export class Arrivals {
  private readonly tracked = new Map<number, Tracked>();
  private readonly queue = new DueQueue<Place>();
  private readonly patience = new Patience();
  private timer: NodeJS.Timeout | null = null;
  private timerDue = Infinity;
  private closed = false;

  constructor(
    private readonly listener: ArrivalListener,
    private readonly now: () => number = () => performance.now(),
    private readonly fromAfar = lookAfar,
  ) {}

  get size(): number {
    return this.tracked.size;
  }

  /**
   * @param settledForMs how long the file is known not to have changed, from the disk's own times; 0 when it just moved
   * @param ageMs how old it is by the disk's own times; counts for the minimum age only
   */
  add(arrival: Arrival, settledForMs: number, delayMs = 0, ageMs = settledForMs): void {
    const now = this.now();
    const lastChange = now - settledForMs;
    const notBefore = now + delayMs;
    const tracked = { ...arrival, lastChange, notBefore, ageThen: ageMs - settledForMs, polls: 0, reason: '', dropped: false } as Tracked;
    tracked.due = this.wholeAt(tracked);
    this.tracked.set(arrival.facts.jobId, tracked);
    this.enqueue(tracked);
    if (this.oldEnoughAt(tracked) <= now + SHORT_WAIT_MS) return;
    tracked.reason = t('Too new: the folder takes files that are {minAgeMs} s old.', { minAgeMs: arrival.minAgeMs / 1000 });
    this.listener.waiting(tracked, tracked.reason);
  }

  /** The file changed again. */
  touch(jobId: number, facts: { size: number; mtimeMs: number; ino: string }): boolean {
    const tracked = this.tracked.get(jobId);
    if (!tracked) return false;
    Object.assign(tracked.facts, facts);
    tracked.lastChange = this.now();
    tracked.ageThen = 0;
    const due = this.wholeAt(tracked);
    // Earlier than before, as when an empty file gets its content: another place in the queue.
    tracked.due = due;
    if (due < tracked.place.due) this.enqueue(tracked);
    return true;
  }

  drop(jobId: number): boolean {
    const tracked = this.tracked.get(jobId);
    if (!tracked) return false;
    tracked.dropped = true;
    this.tracked.delete(jobId);
    return true;
  }

  /** Takes out what is not due within `ms`: how long each still has to wait. */
  takeLater(ms: number): { jobId: number; delayMs: number }[] {
    const now = this.now();
    const later: { jobId: number; delayMs: number }[] = [];
    for (const [jobId, { due }] of this.tracked) if (due > now + ms) later.push({ jobId, delayMs: due - now });
    for (const { jobId } of later) this.drop(jobId);
    return later;
  }

  has(jobId: number): boolean {
    return this.tracked.has(jobId);
  }

  /** What its gate asks about may be otherwise by now. */
  nudge(jobId: number): void {
    const tracked = this.tracked.get(jobId);
    if (!tracked) return;
    tracked.polls = 0;
    tracked.due = Math.min(tracked.due, Math.max(this.wholeAt(tracked), this.now()));
    this.enqueue(tracked);
  }

  /** Nothing but waiting for the file to be whole counts any more: a person wants it now. */
  hurry(jobId: number): void {
    const tracked = this.tracked.get(jobId);
    if (!tracked) return;
    tracked.facts.isFirst = true;
    tracked.notBefore = 0;
    tracked.due = this.wholeAt(tracked);
    this.enqueue(tracked);
  }

  close(): void {
    this.closed = true;
    if (this.timer) clearTimeout(this.timer);
  }

  private wholeAt(tracked: Tracked): number {
    return Math.max(tracked.lastChange + this.quietOf(tracked), this.oldEnoughAt(tracked), tracked.notBefore);
  }

  private oldEnoughAt({ lastChange, ageThen, minAgeMs }: Tracked): number {
    return minAgeMs === 0 ? -Infinity : lastChange - ageThen + minAgeMs;
  }

  private quietOf(arrival: Arrival): number {
    if (arrival.quietMs !== null) return arrival.quietMs;
    return arrival.isRemote || arrival.facts.size === 0 ? QUIET_GUESSED_MS : QUIET_TOLD_MS;
  }

  private enqueue(tracked: Tracked): void {
    tracked.place = { tracked, due: tracked.due };
    this.queue.push(tracked.due, tracked.place);
    this.arm();
  }

  private arm(): void {
    const next = this.queue.nextDue;
    if (next === null || this.closed || next >= this.timerDue) return;
    if (this.timer) clearTimeout(this.timer);
    this.timerDue = next;
    this.timer = setTimeout(() => this.turn(), Math.max(0, next - this.now()));
  }

  private turn(): void {
    this.timer = null;
    this.timerDue = Infinity;
    const now = this.now();
    for (let probes = 0; probes < PROBES_PER_TURN; ) {
      const place = this.queue.takeDue(now);
      if (!place) break;
      const { tracked } = place;
      if (tracked.dropped || tracked.place !== place) continue;
      if (tracked.due > now) {
        this.enqueue(tracked);
        continue;
      }
      probes += 1;
      this.probe(tracked);
    }
    this.arm();
  }

  private probe(tracked: Tracked): void {
    const path = join(tracked.root, tracked.facts.path);
    if (!tracked.isRemote) {
      lookHere(path, (look) => this.judge(tracked, look));
      return;
    }
    void this.patience
      .ask(tracked.root, () => this.fromAfar(path))
      .then((look) => {
        if (tracked.dropped || this.closed) return;
        if (look === SILENT) this.again(tracked, SILENT_POLL_MS, t('Its folder does not answer.'));
        else if (tracked.due <= this.now()) this.judge(tracked, look);
        else this.enqueue(tracked);
      });
  }

  private judge(tracked: Tracked, look: Look | Missing): void {
    if (look === 'gone') {
      this.forget(tracked);
      this.listener.vanished(tracked);
      return;
    }
    if (look === 'unreadable') {
      this.release(tracked);
      return;
    }
    const { facts } = tracked;
    if (look.isFile && (look.size !== facts.size || look.mtimeMs !== facts.mtimeMs || look.ino !== facts.ino)) {
      this.touch(facts.jobId, look);
      facts.ctimeMs = look.ctimeMs;
      tracked.reason = t('Still arriving: it changed a moment ago.');
      this.listener.changed(tracked, tracked.reason);
      this.enqueue(tracked);
      return;
    }
    const isBeingWritten = look.hasWriter();
    const quiet = this.now() - tracked.lastChange;
    if (isBeingWritten === true) {
      const crowd = Math.ceil(this.tracked.size / 200);
      const pause = Math.min(WRITER_POLL_MAX_MS, WRITER_POLL_MS * crowd);
      this.again(tracked, pause, t('Still arriving: a program has it open for writing.'));
    } else if (isBeingWritten === null && tracked.quietMs === null && quiet < QUIET_GUESSED_MS) {
      this.again(tracked, QUIET_GUESSED_MS - quiet, t('Still arriving: waiting for two quiet seconds.'));
    } else if (quiet < CUT_PATIENCE_MS && look.isCut()) {
      const pause = Math.min(CUT_PATIENCE_MS - quiet, CUT_POLL_MS * 2 ** Math.min(tracked.polls, 4));
      this.again(tracked, pause, t('Still arriving: its end is not there yet.'));
    } else if (isHeldBack(look.lock(), tracked)) {
      this.again(tracked, LOCK_POLL_MS, t('A program holds its .lock file.'));
    } else {
      this.askGate(tracked);
    }
  }

  private askGate(tracked: Tracked): void {
    const verdict = tracked.gate?.(join(tracked.root, tracked.facts.path)) ?? { kind: 'open' };
    if (verdict instanceof Promise) void verdict.then((said) => this.follow(tracked, said));
    else this.follow(tracked, verdict);
  }

  private follow(tracked: Tracked, verdict: Verdict): void {
    if (tracked.dropped || this.closed) return;
    if (verdict.kind === 'wait') this.again(tracked, Math.min(GATE_POLL_MAX_MS, GATE_POLL_MS * 2 ** Math.min(tracked.polls, 6)), verdict.reason);
    else if (verdict.kind === 'open') this.release(tracked);
    else {
      this.forget(tracked);
      this.listener.refused(tracked, verdict.reason);
    }
  }

  private again(tracked: Tracked, delayMs: number, reason: string): void {
    tracked.polls += 1;
    tracked.due = this.now() + delayMs;
    this.enqueue(tracked);
    if (tracked.reason === reason) return;
    tracked.reason = reason;
    this.listener.waiting(tracked, reason);
  }

  private release(tracked: Tracked): void {
    this.forget(tracked);
    this.listener.ready(tracked, tracked.reason);
  }

  private forget(tracked: Tracked): void {
    tracked.dropped = true;
    this.tracked.delete(tracked.facts.jobId);
  }
}

/**
 * Somebody has its lock, or might have it. Where it is taken by its lock (behind a gate), what that would break is no reason to wait: an
 * empty one that nobody holds any more, and what is no lock at all, which is told then.
 */
function isHeldBack({ state, ageMs }: LockView, { gate }: Arrival): boolean {
  if (state === 'free' || state === 'stale') return false;
  if (!gate) return true;
  if (state === 'left') return (ageMs ?? 0) < LEFT_AFTER_MS;
  return state === 'held' || state === 'unproven' || state === 'denied';
}
