import { randomUUID } from 'node:crypto';
import { closeSync, fstatSync, lstatSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { FilemillError } from '../../shared/errors/filemill-error';
import { displayName } from '../../shared/model/display-name';
import { ageOf } from '../age';
import { toFsPath } from '../byte-name';
import { filesystemKind } from '../filesystem-kind';
import { tryFlock } from './flock';
import { HeldLock } from './held-lock';
import { readLockNote, writeLockNote, type LockNote } from './lock-note';
import { lockPathOf, lookAtLock, ownerInWords } from './look-at-lock';
import { hasName, openLock } from './open-lock';
import { isProcessAlive, thisProcess } from './process-identity';
import { makeUnderItsName, publishLock } from './publish-lock';
import { takeNameAway } from './take-name-away';
import { t } from '../../shared/words/words';

export interface LockOptions {
  /** What for, for those who look at it: "put", "take". */
  purpose: string;
  /** Milliseconds to wait for one that is held; 0 asks once. */
  waitMs?: number;
  /** How long others are told that it is looked after; renewed at a third of it. */
  leaseMs?: number;
  /** After so many milliseconds an empty lock that nobody holds counts as left by a program that ended. */
  leftAfterMs?: number;
  /** Held for a moment only: made with less ado, so that whoever asks at that very moment may be the one who gets it. */
  isBrief?: boolean;
  /** Where the file system may stop answering: asked before it is looked after, or let go. It is not asked before it is taken. */
  answers?: () => Promise<boolean>;
  signal?: AbortSignal;
}

const WAIT_MS = 30_000;
export const LEASE_MS = 60_000;
export const LEFT_AFTER_MS = 30_000;
const POLL_MS = 25;
/** Between giving its lock back and taking its name away, a peer of the specification needs far less. */
const GRACE_MS = 10;
const MOST_TRIES = 5;

/**
 * Takes the lock of a file: `<name>.lock`, with who holds it inside, and the kernel's `flock` on it where there is one. Others
 * that are programmed to either are excluded, and exclude us.
 *
 * The kernel decides where it can: who has its lock on the file that bears the name holds it, and it frees the lock when a
 * process ends. Where it can't (network shares), the name decides: it is made exclusively, whole. A lock that lies there is taken
 * over only on proof that its holder is dead: the process is gone from this machine, or the kernel's lock that it had is free on
 * a local disk. That its lease is over proves nothing.
 *
 * Races with the programs of the specification, which open with `w`, ask the kernel, and take the name away whether they got it or not:
 * - Refused ones empty our lock and take its name away: we hold on to the file, and give it name and content again
 *   (`HeldLock`). Whoever makes a new one and asks the kernel in those milliseconds has it; `check` tells, and what was to be
 *   done is not done.
 * - One that gave its lock back but has not yet taken the name away: the name must still be the file's after a pause.
 * - One that opened our lock, and asks when we have let it go: we keep the kernel's lock for a moment after the name has gone.
 *   One that waits in the kernel gets the file with its name.
 *
 * @param path of the file, absolute; its folder must be there
 * @throws FilemillError `file.locked` (who holds it), `file.notRegular` (the lock is a folder or a link), `file.denied`
 */
export async function acquireLock(path: string, options: LockOptions): Promise<HeldLock> {
  const lock = lockPathOf(path);
  const until = performance.now() + (options.waitMs ?? WAIT_MS);
  for (;;) {
    options.signal?.throwIfAborted();
    const held = await tryOnce(lock, options);
    if (held) return held;
    if (performance.now() >= until) throw lockedError(lock);
    await pause(POLL_MS, undefined, { signal: options.signal });
  }
}

async function tryOnce(path: string, options: LockOptions): Promise<HeldLock | null> {
  const { leaseMs = LEASE_MS, isBrief = false } = options;
  const noteWith = noteFor(options.purpose, leaseMs);
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    // What is made under its name looks for itself.
    if (isBrief || !lstatSync(toFsPath(path), { throwIfNoEntry: false })) {
      const fresh = publish(path, noteWith, isBrief);
      if (fresh !== null) return new HeldLock(path, fresh, noteWith, leaseMs, options.answers);
    }
    const opened = openLock(path);
    if (opened.kind === 'none') continue;
    if (opened.kind !== 'file') throw oddLock(path, opened.kind);
    const fd = await takeOver(path, opened.fd, opened.canWrite, noteWith, options);
    if (fd === 'again') continue;
    return fd === null ? null : new HeldLock(path, fd, noteWith, leaseMs, options.answers);
  }
  return null;
}

/** Closes `fd` unless it becomes ours. @returns null when somebody holds it, or might */
async function takeOver(path: string, fd: number, canWrite: boolean, noteWith: NoteWith, options: LockOptions): Promise<number | 'again' | null> {
  let keeps = false;
  try {
    const flocked = tryFlock(fd);
    if (flocked === false || !(await isDead(path, fd, flocked === true, options))) return null;
    if (!hasName(fd, path)) return 'again';
    // Where the kernel's lock can't be had its name goes, and where it has more names than this one: each of them is the lock of another file.
    if (flocked === null || !canWrite || fstatSync(fd).nlink > 1) {
      takeNameAway(path, fd);
      return 'again';
    }
    writeLockNote(fd, noteWith(true));
    keeps = true;
    return fd;
  } finally {
    if (!keeps) closeSync(fd);
  }
}

/** The proof of death. */
async function isDead(path: string, fd: number, hasFlock: boolean, { leftAfterMs = LEFT_AFTER_MS }: LockOptions): Promise<boolean> {
  const note = readLockNote(fd);
  const isAlive = note && isProcessAlive(identityOf(note));
  if (isAlive !== null) return !isAlive;
  // Somewhere else, or nobody knows who: then only a kernel that sees all who have the disk can tell.
  if (!hasFlock || !(await isLocal(path))) return false;
  if (note) return note.flock;
  const stats = fstatSync(fd);
  if (stats.size > 0 || ageOf(stats.mtimeMs) < leftAfterMs) return false;
  await pause(GRACE_MS);
  return hasName(fd, path) && fstatSync(fd).size === 0;
}

export const identityOf = ({ host, pid, process_start: processStart }: LockNote): Parameters<typeof isProcessAlive>[0] => ({ host, pid, processStart });

const isLocal = (path: string): Promise<boolean> => filesystemKind(dirname(path)).then(({ announcesChanges }) => announcesChanges, () => false);

/** What is to stand in a lock now, by whether the kernel's lock is ours, too. */
export type NoteWith = (hasFlock: boolean) => LockNote;

export function noteFor(purpose: string, leaseMs: number): NoteWith {
  const { host, pid, processStart } = thisProcess();
  const token = randomUUID();
  const startedAt = new Date().toISOString();
  return (hasFlock) => ({
    host,
    pid,
    process_start: processStart,
    started_at: startedAt,
    lease_until: new Date(Date.now() + leaseMs).toISOString(),
    token,
    flock: hasFlock,
    purpose,
  });
}

function publish(path: string, noteWith: NoteWith, isBrief: boolean): number | null {
  try {
    return isBrief ? makeUnderItsName(path, noteWith) : publishLock(path, noteWith);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const shown = displayName(dirname(path));
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new FilemillError('folder.missing', t('The folder {shown} is not there.', { shown }), { hint: t('Connect its drive, or name another one.'), cause: error });
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new FilemillError('disk.full', t('There is no room left for a lock in {shown}.', { shown }), { hint: t('Free some space.'), cause: error });
    throw new FilemillError('file.denied', t('A lock can’t be made in {shown} ({code}).', { shown, code: code ?? t('no reason given') }), { hint: t('Give your account the right to write there.'), cause: error });
  }
}

function oddLock(path: string, kind: 'folder' | 'link' | 'special' | 'denied'): FilemillError {
  const shown = displayName(basename(path));
  if (kind === 'denied') return new FilemillError('file.denied', t('The lock {shown} can’t be opened.', { shown }), { hint: t('Give your account the right to read and write it.') });
  const what = kind === 'folder' ? 'a folder' : kind === 'link' ? 'a link, and is not followed' : 'no regular file';
  return new FilemillError('file.notRegular', t('The lock {shown} is {what}.', { shown, what }), { hint: t('Look at what made it, and take it away when nothing needs it.') });
}

function lockedError(path: string): FilemillError {
  return new FilemillError('file.locked', t('{path} is held by {owner}.', { path: displayName(basename(path)), owner: ownerInWords(lookAtLock(path)) }), { hint: t('It goes on by itself when the lock is free.') });
}
