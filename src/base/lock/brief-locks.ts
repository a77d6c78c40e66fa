import { closeSync, fstatSync, ftruncateSync, linkSync, lstatSync, openSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { toFsPath } from '../byte-name';
import { ownedName } from '../owned-folder';
import { acquireLock, LEASE_MS, noteFor, type NoteWith } from './acquire-lock';
import { tryFlock, unflock } from './flock';
import { GUARD_MS, LINGER_MS, type HeldLock } from './held-lock';
import { isWaitedFor } from './kernel-locks';
import { writeLockNote } from './lock-note';
import { lockPathOf } from './look-at-lock';
import { hasName, LOCK_PREFIX } from './open-lock';
import { MODE } from './publish-lock';
import { takeNameAway } from './take-name-away';

/** As `HeldLock` has it. */
export type BriefLock = Pick<HeldLock, 'check' | 'release'>;

/** How often it is looked whether those who waited in the kernel have come to their end. */
const TIDY_MS = 1_000;

/**
 * The locks of many files, each held for a moment: one file that gets a name beside each of them and loses it again. Making and
 * deleting a file costs a disk far more than giving it a name.
 *
 * For others each of them is a lock as any: made exclusively, with who holds it inside, and the kernel's lock on it. Where a name is
 * taken, or can't be given (another disk, no hard links), that lock is taken by itself.
 */
export class BriefLocks {
  private shared: Shared | null | undefined;
  private readonly held = new Set<string>();
  /** Released while somebody waited in the kernel for one of them: it can't be told for which, so all of these keep their names. */
  private readonly owed = new Set<string>();
  private readonly noteWith: NoteWith;
  private readonly guard: NodeJS.Timeout;
  private renewAt = 0;

  /** @param purpose as of `acquireLock` */
  constructor(private readonly purpose: string) {
    this.noteWith = noteFor(purpose, LEASE_MS);
    this.guard = setInterval(() => this.held.forEach((name) => this.check(name)), GUARD_MS);
    this.guard.unref();
  }

  /** @param path of the file, absolute @throws as `acquireLock`, which is asked once */
  async take(path: string): Promise<BriefLock> {
    const name = lockPathOf(path);
    if (this.shared === undefined) this.shared = this.make(dirname(path));
    if (!this.shared || !giveName(this.shared, name)) return acquireLock(path, { purpose: this.purpose, waitMs: 0, isBrief: true });
    this.held.add(name);
    return { check: () => this.check(name), release: () => this.release(name) };
  }

  /** To be called when all of them have been released. */
  close(): void {
    clearInterval(this.guard);
    if (!this.shared) return;
    const { fd, prepared } = this.shared;
    rmSync(toFsPath(prepared), { force: true });
    if (this.owed.size > 0) this.giveUp(fd);
    else setTimeout(() => closeSync(fd), LINGER_MS).unref();
  }

  /** Null where it can't be made: then taking the lock says why. */
  private make(folder: string): Shared | null {
    const prepared = join(folder, ownedName(LOCK_PREFIX));
    try {
      const fd = openSync(toFsPath(prepared), 'wx+', MODE);
      const { ino, dev } = fstatSync(fd, { bigint: true });
      const shared = { fd, prepared, ino, dev };
      this.write(shared);
      return shared;
    } catch {
      return null;
    }
  }

  private write({ fd }: Shared): void {
    this.renewAt = performance.now() + LEASE_MS / 3;
    writeLockNote(fd, this.noteWith(tryFlock(fd) === true));
  }

  private check(name: string): boolean {
    const { shared } = this;
    if (!shared || !this.held.has(name)) return false;
    try {
      const named = lstatSync(toFsPath(name), { throwIfNoEntry: false, bigint: true });
      // A peer that was refused has taken the name away, or emptied the file.
      const isOurs = named ? named.ino === shared.ino && named.dev === shared.dev : giveName(shared, name);
      if (!isOurs) this.held.delete(name);
      else if (named?.size === 0n || performance.now() >= this.renewAt) this.write(shared);
    } catch {
      // The folder has gone, or may not be written any more.
      this.held.delete(name);
    }
    return this.held.has(name);
  }

  private release(name: string): void {
    if (!this.shared || !this.held.delete(name)) return;
    const { fd } = this.shared;
    try {
      if (isWaitedFor(fd)) this.owed.add(name);
      else if (hasName(fd, name)) takeNameAway(name, fd);
    } catch {
      // What is left says whose it was; the next one finds that we are gone or have let go.
    }
  }

  /** Whoever waits gets the file with its names; those that are left when it has come to its end go. */
  private giveUp(fd: number): void {
    ftruncateSync(fd, 0);
    unflock(fd);
    const tidying = setInterval(() => {
      if (tryFlock(fd) !== true) return;
      if (isWaitedFor(fd)) return unflock(fd);
      clearInterval(tidying);
      for (const name of this.owed) {
        try {
          if (hasName(fd, name)) takeNameAway(name, fd);
        } catch {
          // Empty, and held by nobody: whoever wants the lock takes it.
        }
      }
      closeSync(fd);
    }, TIDY_MS);
    tidying.unref();
  }
}

interface Shared {
  fd: number;
  /** Its first name, from which the others are given. */
  prepared: string;
  ino: bigint;
  dev: bigint;
}

/** @returns false where it can't be given, for whatever reason */
function giveName({ prepared }: Shared, name: string): boolean {
  try {
    linkSync(toFsPath(prepared), toFsPath(name));
    return true;
  } catch {
    return false;
  }
}
