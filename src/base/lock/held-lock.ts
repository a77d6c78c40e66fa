import { closeSync, fstatSync, ftruncateSync } from 'node:fs';
import { tryFlock } from './flock';
import { isWaitedFor } from './kernel-locks';
import { writeLockNote, type LockNote } from './lock-note';
import { hasName, openLock } from './open-lock';
import { publishLock } from './publish-lock';
import { takeNameAway } from './take-name-away';

/** How often a lock is looked after. */
export const GUARD_MS = 25;
/** A peer that had opened the lock before it went, and asks the kernel only now, is still refused. */
export const LINGER_MS = 20;

/** A share that does not answer is asked again so much later whether the lock can be let go. */
const ASK_AGAIN_MS = 10_000;

/**
 * A lock that is ours until it is released, or `check` says that it was lost. While the event loop turns it is looked after:
 * a peer of the specification that does not get it empties it and takes its name away all the same, and then it gets both again.
 */
export class HeldLock {
  private readonly guard: NodeJS.Timeout;
  private state: 'held' | 'lost' | 'released' = 'held';
  private renewAt = 0;
  private isAsking = false;

  constructor(
    readonly path: string,
    private fd: number,
    private readonly noteWith: (hasFlock: boolean) => LockNote,
    private readonly leaseMs: number,
    private readonly answers: (() => Promise<boolean>) | null = null,
  ) {
    this.renewAt = performance.now() + leaseMs / 3;
    this.guard = setInterval(() => this.whenAnswering(() => void this.check()), GUARD_MS);
    this.guard.unref();
  }

  /**
   * Whether it is still ours; repairs what can be repaired. To be asked before each step that must not happen without it.
   */
  check(): boolean {
    if (this.state !== 'held') return false;
    try {
      if (hasName(this.fd, this.path)) this.lookAfter();
      else if (!this.recover()) this.state = 'lost';
    } catch {
      // The folder has gone, or may not be written any more.
      this.state = 'lost';
    }
    if (this.state !== 'held') this.end();
    return this.state === 'held';
  }

  /** Takes away this lock and no other. Does nothing when it was lost. */
  release(): void {
    if (this.state !== 'held') return;
    this.state = 'released';
    clearInterval(this.guard);
    this.whenAnswering(() => this.letGo(), true);
  }

  private letGo(): void {
    try {
      // Whoever waits in the kernel gets this very file: it must keep its name, or the next one would make another beside it.
      if (isWaitedFor(this.fd)) ftruncateSync(this.fd, 0);
      else if (hasName(this.fd, this.path)) {
        takeNameAway(this.path, this.fd);
        setTimeout(() => closeSync(this.fd), LINGER_MS).unref();
        return;
      }
    } catch {
      // What is left says whose it was; the next one finds that we are gone or have let go.
    }
    closeSync(this.fd);
  }

  /** At once where the file system is sure to answer. @param isOwed to be done later where it does not now */
  private whenAnswering(act: () => void, isOwed = false): void {
    if (!this.answers) return act();
    if (this.isAsking && !isOwed) return;
    this.isAsking = true;
    void this.answers().then((does) => {
      this.isAsking = false;
      if (does) act();
      else if (isOwed) setTimeout(() => this.whenAnswering(act, true), ASK_AGAIN_MS).unref();
    });
  }

  private lookAfter(): void {
    const isEmptied = fstatSync(this.fd).size === 0;
    if (!isEmptied && performance.now() < this.renewAt) return;
    this.renewAt = performance.now() + this.leaseMs / 3;
    writeLockNote(this.fd, this.noteWith(tryFlock(this.fd) === true));
  }

  /** Another program took the name away. @returns false when somebody else has the lock by now */
  private recover(): boolean {
    for (let tries = 0; tries < 3; tries += 1) {
      const fresh = publishLock(this.path, this.noteWith);
      if (fresh !== null) return this.goOnWith(fresh);
      const opened = openLock(this.path);
      if (opened.kind === 'none') continue;
      if (opened.kind !== 'file') return false;
      // Made by a peer that has not asked the kernel yet, which will refuse it.
      if (opened.canWrite && fstatSync(opened.fd).size === 0 && tryFlock(opened.fd) === true && hasName(opened.fd, this.path)) {
        writeLockNote(opened.fd, this.noteWith(true));
        return this.goOnWith(opened.fd);
      }
      closeSync(opened.fd);
      return false;
    }
    return false;
  }

  private goOnWith(fd: number): true {
    closeSync(this.fd);
    this.fd = fd;
    return true;
  }

  private end(): void {
    clearInterval(this.guard);
    closeSync(this.fd);
  }
}
