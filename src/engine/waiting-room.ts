import { join } from 'node:path';
import { ageOf } from '../base/age';
import type { FolderSettings } from '../shared/model/folder';
import { newJob, note } from './job';
import type { KnownFolder } from './folder-registry';
import type { Pipeline } from './pipeline';
import { Arrivals, type Gate } from './stages/admit/arrivals';
import type { JobFacts, WaitingJob } from './store/job-facts';
import type { Database } from './store/database';
import type { Ledger, Pauses } from './store/ledger';
import { t } from '../shared/words/words';

/** Files in memory on their way to a worker; the others wait in the ledger until there is room. */
const MAX_TRACKED = 20_000;
/** What is due within this is worth its place in memory. */
const SOON_MS = 60_000;
/** The longest pause there is, a cooldown of a day; a due time further away means that the clock was set back. */
const LONGEST_MS = 86_400_000;

export interface WaitingRoomParts {
  database: Database;
  ledger: Ledger;
  pipeline: Pipeline;
  folderOf(folderId: number): KnownFolder | undefined;
  /** Folders and lanes that rest. */
  pauses(): Pauses;
  /** How a file of it is read: as it says, and as the rules need. */
  settingsFor(folder: KnownFolder, jobId: number): FolderSettings;
  /** A file system on which the system may hang. */
  isRemote(folder: KnownFolder): boolean;
  /** What a file waits for besides being whole, as it is handed over to Filemill; null for all others. @param path absolute */
  gateOf(path: string): Gate | null;
}

export interface WaitingRoomListener {
  /** Why a file waits; `isChanged` when it is another version by now. */
  noted(facts: JobFacts, reason: string, isChanged: boolean): void;
  vanished(facts: JobFacts): void;
  /** It is none for Filemill, as it is. */
  refused(facts: JobFacts, reason: string): void;
}

/** Where a durable job stays until its file is whole; then it goes to the pipeline. Bounded. */
export class WaitingRoom {
  private readonly arrivals: Arrivals;
  private isBehind = false;
  /** Files that are not due for a while wait in the ledger alone. */
  private hasLater = false;
  /** Monotonic. */
  private nextLook = 0;

  constructor(
    private readonly parts: WaitingRoomParts,
    listener: WaitingRoomListener,
  ) {
    this.arrivals = new Arrivals({
      ready: ({ facts }, reason) => this.onWhole(facts, reason),
      changed: ({ facts }, reason) => listener.noted(facts, reason, true),
      waiting: ({ facts }, reason) => listener.noted(facts, reason, false),
      vanished: ({ facts }) => listener.vanished(facts),
      refused: ({ facts }, reason) => listener.refused(facts, reason),
    });
  }

  get isEmpty(): boolean {
    return this.arrivals.size === 0 && !this.isBehind && !this.hasLater;
  }

  /**
   * @param settledForMs how long the disk's own times say that nobody has written the file
   */
  admit(facts: JobFacts, settledForMs = 0, delayMs = 0): void {
    const folder = this.parts.folderOf(facts.folderId);
    if (!folder) return;
    if (this.isFull && !this.makeRoom()) {
      this.isBehind = true;
      return;
    }
    const { quietMs, minAgeSeconds } = folder.settings;
    this.arrivals.add(
      { facts, root: folder.path, quietMs, isRemote: this.parts.isRemote(folder), minAgeMs: minAgeSeconds * 1000, gate: this.parts.gateOf(join(folder.path, facts.path)) },
      settledForMs,
      delayMs,
      ageOf(facts.mtimeMs),
    );
  }

  /** What it waited for has come to its end: it is due now, and may have been the last that was not. */
  wake(facts: JobFacts): void {
    this.drop(facts.jobId);
    this.admit(facts);
    this.nextLook = 0;
  }

  /** Takes up what waits in the ledger, as far as there is room. */
  refill(): void {
    const { ledger, pauses } = this.parts;
    const later = { from: Date.now() + SOON_MS, to: Date.now() + LONGEST_MS };
    const waiting = ledger.waiting(MAX_TRACKED, later, pauses());
    this.hasLater = ledger.hasWaitingIn(later);
    this.nextLook = performance.now() + SOON_MS / 6;
    // As many as were asked for: there may be more.
    this.isBehind = waiting.length === MAX_TRACKED;
    for (const job of waiting) this.resume(job);
  }

  refillWhenLow(): void {
    if (this.isBehind && this.arrivals.size + this.parts.pipeline.depth < MAX_TRACKED / 2) this.refill();
  }

  /** From time to time: what was sent back because it was not due yet may be now. */
  refillLater(): void {
    if (!this.hasLater || this.isFull || performance.now() < this.nextLook) return;
    this.refill();
  }

  private get isFull(): boolean {
    return this.arrivals.size + this.parts.pipeline.depth >= MAX_TRACKED;
  }

  /**
   * Sends back to the ledger what only takes the place of others: files that a pause holds up, and files that are not
   * due for a while.
   */
  private makeRoom(): boolean {
    const { ledger, pipeline, database } = this.parts;
    const paused = pipeline.withdrawPaused();
    const later = this.arrivals.takeLater(SOON_MS);
    const now = Date.now();
    database.transaction((writer) => {
      for (const { jobId, delayMs } of later) ledger.postpone(writer, jobId, now + delayMs);
    });
    if (later.length > 0) this.hasLater = true;
    return paused + later.length > 0;
  }

  /** The file moved again: it starts its quiet time anew, wherever on its way it is. */
  touch(jobId: number, version: { size: number; mtimeMs: number; ino: string }): void {
    if (this.arrivals.touch(jobId, version)) return;
    this.parts.pipeline.withdraw(jobId);
    const [facts] = this.parts.ledger.facts([jobId]);
    if (facts) this.admit(facts);
  }

  /** What it waits for besides being whole may have come. */
  nudge(jobId: number): void {
    this.arrivals.nudge(jobId);
  }

  drop(jobId: number): void {
    this.arrivals.drop(jobId);
    this.parts.pipeline.withdraw(jobId);
  }

  /** A person wants it before all others. */
  hurry(jobId: number): void {
    const job = this.parts.pipeline.withdraw(jobId);
    if (job) this.parts.pipeline.add({ ...job, isFirst: true });
    else this.arrivals.hurry(jobId);
  }

  close(): void {
    this.arrivals.close();
  }

  private resume({ dueAt, ...facts }: WaitingJob): void {
    if (this.arrivals.has(facts.jobId) || this.parts.pipeline.has(facts)) return;
    const delayMs = dueAt === null ? 0 : Math.max(0, dueAt - Date.now());
    this.admit(facts, 0, delayMs > LONGEST_MS ? 0 : delayMs);
  }

  private onWhole(facts: JobFacts, reason: string): void {
    const folder = this.parts.folderOf(facts.folderId);
    if (!folder) return;
    const job = newJob(facts, folder.path, this.parts.settingsFor(folder, facts.jobId));
    job.isHandoff = this.parts.gateOf(join(folder.path, facts.path)) !== null;
    if (reason !== '') note(job, 'admit', t('Whole'), 'done', t('It waited before: {reason}', { reason }), Math.max(0, Date.now() - facts.arrivedAt));
    this.parts.pipeline.add(job);
  }
}
