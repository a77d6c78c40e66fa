import { closeSync, fstatSync } from 'node:fs';
import { ageOf } from '../age';
import { displayName } from '../../shared/model/display-name';
import type { LOCK_STATES } from '../../shared/model/handoff';
import { kernelLockOn } from './kernel-locks';
import { readLockNote } from './lock-note';
import { openLock } from './open-lock';
import { isProcessAlive } from './process-identity';
import { t } from '../../shared/words/words';

/**
 * - `free`: there is none
 * - `held`: its holder lives
 * - `unproven`: nobody can tell from here whether its holder lives
 * - `left`: nobody holds it, and nobody says who did
 * - `stale`: its holder is dead
 * - `folder`, `link`, `special`, `denied`: it is no lock that can be taken
 */
export type LockState = (typeof LOCK_STATES)[number];

export interface LockView {
  state: LockState;
  host: string | null;
  pid: number | null;
  purpose: string | null;
  /** Since the lock was made or last touched. */
  ageMs: number | null;
  /** Its holder should have renewed it by now; null where it says nothing of that. Proves nothing, but is worth a look. */
  isOverdue: boolean | null;
}

const nothingOf = (state: LockState): LockView => ({ state, host: null, pid: null, purpose: null, ageMs: null, isOverdue: null });
export const NO_LOCK: LockView = nothingOf('free');

/** `<name>.lock` beside a file. */
export const lockPathOf = (path: string): string => `${path}.lock`;

/** Who holds a lock, for people; takes and changes nothing. @param path of the lock itself */
export function lookAtLock(path: string): LockView {
  const opened = openLock(path);
  if (opened.kind === 'none') return nothingOf('free');
  if (opened.kind !== 'file') return nothingOf(opened.kind);
  try {
    const stats = fstatSync(opened.fd);
    const note = readLockNote(opened.fd);
    const kernel = kernelLockOn(opened.fd);
    const isAlive = note && isProcessAlive({ host: note.host, pid: note.pid, processStart: note.process_start });
    const begun = note ? Date.parse(note.started_at) : Number.NaN;
    const state = kernel || isAlive === true ? 'held' : isAlive === false ? 'stale' : note || stats.size > 0 ? 'unproven' : 'left';
    return {
      state,
      host: note?.host ?? null,
      pid: note?.pid ?? kernel?.holder ?? null,
      purpose: note?.purpose ?? null,
      ageMs: Math.round(ageOf(Number.isNaN(begun) ? stats.mtimeMs : begun)),
      isOverdue: isOverdue(note?.lease_until),
    };
  } finally {
    closeSync(opened.fd);
  }
}

/** Clocks of two machines differ by so much. */
const SKEW_MS = 30_000;

function isOverdue(leaseUntil: string | undefined): boolean | null {
  const until = leaseUntil === undefined ? Number.NaN : Date.parse(leaseUntil);
  return Number.isNaN(until) ? null : Date.now() > until + SKEW_MS;
}

/** "process 1234 on mill-2", "another program". */
export function ownerInWords({ state, host, pid }: LockView): string {
  if (pid !== null) return host === null ? t('process {pid} of this machine', { pid: String(pid) }) : t('process {pid} on {host}', { pid: String(pid), host: displayName(host) });
  return state === 'left' ? t('nobody any more, by what the system says') : t('another program');
}
