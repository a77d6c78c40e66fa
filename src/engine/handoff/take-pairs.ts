import { lstatSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { toFsPath } from '../../base/byte-name';
import { acquireLock } from '../../base/lock/acquire-lock';
import { freeStaleLocks } from '../../base/lock/free-stale-locks';
import type { HeldLock } from '../../base/lock/held-lock';
import { lockPathOf, lookAtLock, ownerInWords } from '../../base/lock/look-at-lock';
import { makeFolders } from '../../base/make-folders';
import { FilemillError, toErrorData, type ErrorData } from '../../shared/errors/filemill-error';
import { displayName } from '../../shared/model/display-name';
import { Delivery, recoverDeliveries } from './deliveries';
import { HandoffFault, type Fault } from './faults';
import { walkFolders } from './find-names';
import { finishMoves } from './finish-moves';
import { moveToErrors, moveToProcessed, planProcessed } from './move-pair';
import { Settling } from './pair-age';
import { pairIn, type Pair } from './pair-names';
import { verifyData, type Verified } from './read-data';
import { isSidecarName } from './read-handoffs';
import { readSidecar } from './read-sidecar';
import { SIDECAR_ENDING, type Sidecar } from './sidecar-schema';
import { t } from '../../shared/words/words';

export interface Taking {
  /** Whom the pairs are for. */
  app: string;
  /** Absolute; verified data is delivered there as well. */
  to?: string | null;
  /**
   * What is done with the data, under its lock, once it is verified; a throw lets the pair go to `errors/` with its message. After a kill it
   * may be called again for the same pair: the engine knows by path and SHA-256 what it has done.
   */
  process?: (pair: Pair, sidecar: Sidecar) => Promise<void>;
  /** So long a pair that does not agree may still be being written. */
  settleMs?: number;
  /** So long pairs that others hold, or write, are waited for. */
  patienceMs?: number;
  signal?: AbortSignal;
}

export type Taken =
  | { state: 'processed'; pair: Pair; now: Pair; sidecar: Sidecar | null; bytes: number; delivered: string | null; isRecovered: boolean }
  | { state: 'error'; pair: Pair; now: Pair | null; fault: Fault | null; error: ErrorData }
  /** Somebody else has it, or has not finished it; it stays where it is. */
  | { state: 'writing' | 'pickedUp'; pair: Pair; error: ErrorData };

const SETTLE_MS = 2_000;
const PATIENCE_MS = 30_000;
const POLL_MS = 100;

/**
 * Takes every pair below a folder that is for one application, once: verified under its lock, processed, and moved to `processed/`, or with its
 * reason to `errors/`, beside where it lay. One that is wrong stops none; those for others are not touched. A sidecar that says nothing that
 * can be read is wrong for everybody.
 *
 * @throws FilemillError when the folder, or the one to deliver to, can't be used
 */
export async function* takePairs(root: string, taking: Taking): AsyncGenerator<Taken> {
  const { to = null, signal, patienceMs = PATIENCE_MS } = taking;
  if (to !== null) {
    makeFolders(to);
    for (const delivered of recoverDeliveries(to)) yield recovered(pairIn(to, displayName(delivered)), delivered);
  }
  const until = performance.now() + patienceMs;
  const seen = new Settling();
  let waiting: Taken[] = [];
  for (const { folder, names } of walkFolders(root, { signal, without: to })) {
    await freeStaleLocks(folder, names);
    for (const pair of await finishMoves(folder, names, signal)) yield recovered(pair, null);
    for (const name of names) {
      if (!isSidecarName(name)) continue;
      const taken = await takeOne(pairIn(folder, name.slice(0, -SIDECAR_ENDING.length)), taking, seen);
      if (taken && isWaiting(taken)) waiting.push(taken);
      else if (taken) yield taken;
    }
  }
  while (waiting.length > 0 && performance.now() < until) {
    await pause(POLL_MS, undefined, { signal });
    const again = waiting;
    waiting = [];
    for (const { pair } of again) {
      const taken = await takeOne(pair, taking, seen);
      if (taken && isWaiting(taken)) waiting.push(taken);
      else if (taken) yield taken;
    }
  }
  yield* waiting;
}

const isWaiting = ({ state }: Taken): boolean => state === 'writing' || state === 'pickedUp';
const recovered = (pair: Pair, delivered: string | null): Taken => ({ state: 'processed', pair, now: pair, sidecar: null, bytes: 0, delivered, isRecovered: true });

async function takeOne(pair: Pair, taking: Taking, seen: Settling): Promise<Taken | null> {
  // Nobody else's files get a lock of ours beside them.
  if (!isForUs(pair, taking.app)) return null;
  let lock: HeldLock;
  try {
    lock = await acquireLock(pair.data, { purpose: 'take', waitMs: 0, signal: taking.signal });
  } catch (thrown) {
    if (!(thrown instanceof FilemillError)) throw thrown;
    if (thrown.code === 'file.locked') return { state: 'pickedUp', pair, error: thrown.toData() };
    const fault = thrown.code === 'file.notRegular' ? new HandoffFault('lockNotFile', thrown.message) : thrown;
    return { state: 'error', pair, now: null, fault: fault instanceof HandoffFault ? fault.fault : null, error: fault.toData() };
  }
  try {
    return await takeLocked(pair, lock, taking, seen);
  } finally {
    lock.release();
  }
}

function isForUs(pair: Pair, app: string): boolean {
  try {
    return readSidecar(pair.sidecar, app) !== null;
  } catch (error) {
    if (error instanceof HandoffFault) return true;
    throw error;
  }
}

async function takeLocked(pair: Pair, lock: HeldLock, taking: Taking, seen: Settling): Promise<Taken | null> {
  let delivery: Delivery | null = null;
  try {
    const read = readSidecar(pair.sidecar, taking.app);
    if (!read) return null;
    const { to = null } = taking;
    if (to !== null) delivery = new Delivery(to);
    const verified = await verifyData(pair.data, read.sidecar.file_size, read.checksum, delivery?.write, taking.signal);
    await taking.process?.(pair, read.sidecar);
    if (!lock.check()) return { state: 'pickedUp', pair, error: lostLock(pair) };
    if (hasChanged(pair, verified)) return { state: 'writing', pair, error: changedMeanwhile(pair) };
    const now = planProcessed(pair);
    await delivery?.promise(pair.name, now.sidecar);
    moveToProcessed(pair, now);
    // From here on it is owed: what is left of it after a failure is delivered by the next run.
    const owed = delivery;
    delivery = null;
    const delivered = owed?.keep(pair.name) ?? null;
    return { state: 'processed', pair, now, sidecar: read.sidecar, bytes: verified.bytes, delivered, isRecovered: false };
  } catch (thrown) {
    if (taking.signal?.aborted) throw thrown;
    return refuse(pair, thrown, taking, seen);
  } finally {
    delivery?.drop();
  }
}

function refuse(pair: Pair, thrown: unknown, { settleMs = SETTLE_MS }: Taking, seen: Settling): Taken {
  const error = toErrorData(thrown);
  const fault = thrown instanceof HandoffFault ? thrown.fault : null;
  // The specification's producers write the sidecar under its name, and it may be half there.
  if (fault !== null && !seen.isSettled(pair, settleMs)) return { state: 'writing', pair, error };
  // What lies around the file is at fault: it stays where it is.
  if (fault === 'resultNotFolder' || fault === 'dataDenied' || fault === 'sidecarDenied' || isAround(error)) return { state: 'error', pair, now: null, fault, error };
  try {
    return { state: 'error', pair, now: moveToErrors(pair, error, Date.now()), fault, error };
  } catch (second) {
    return { state: 'error', pair, now: null, fault, error: toErrorData(second instanceof FilemillError ? second : thrown) };
  }
}

const isAround = ({ cause }: ErrorData): boolean => cause === 'diskFull' || cause === 'unreachable' || cause === 'locked';

function hasChanged({ data }: Pair, { stats }: Verified): boolean {
  const now = lstatSync(toFsPath(data), { throwIfNoEntry: false });
  return now?.ino !== stats.ino || now.size !== stats.size || now.mtimeMs !== stats.mtimeMs;
}

const changedMeanwhile = ({ name }: Pair): ErrorData => new FilemillError('file.changed', t('{name} was written while it was taken.', { name: displayName(name) }), { hint: t('It is taken when it is whole.') }).toData();

function lostLock(pair: Pair): ErrorData {
  const owner = ownerInWords(lookAtLock(lockPathOf(pair.data)));
  return new FilemillError('file.locked', t('The lock of {name} was lost to {owner}.', { name: displayName(pair.name), owner }), { hint: t('It is taken when the lock is free.') }).toData();
}
