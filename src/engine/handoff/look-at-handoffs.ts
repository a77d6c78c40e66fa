import { lstatSync } from 'node:fs';
import { basename } from 'node:path';
import { toFsPath } from '../../base/byte-name';

import { lockPathOf, lookAtLock, ownerInWords, type LockView } from '../../base/lock/look-at-lock';
import { FilemillError, toErrorData, type ErrorData } from '../../shared/errors/filemill-error';
import { displayName } from '../../shared/model/display-name';
import type { HandoffState } from '../../shared/model/handoff';
import { readSmallFile } from '../acting/content/read-small-file';
import { HandoffFault, type Fault } from './faults';
import { walkFolders } from './find-names';
import { ageOfPair } from './pair-age';
import { ERRORS_FOLDER, pairIn, PROCESSED_FOLDER, type Pair } from './pair-names';
import { isSidecarName, judge } from './read-handoffs';
import { isCompanion, MOST_SIDECAR_BYTES, SIDECAR_ENDING, type Sidecar } from './sidecar-schema';
import { t } from '../../shared/words/words';

export interface HandoffRow {
  pair: Pair;
  state: HandoffState;
  sidecar: Sidecar | null;
  fault: Fault | null;
  error: ErrorData | null;
  /** Null where there is no lock. */
  lock: LockView | null;
  /** Lines of the data, where they were counted and it is text. */
  rows: number | null;
  ageMs: number;
}

export interface LookOptions {
  /** Those that are done with, too. */
  withResults?: boolean;
  /** Waiting so long is too long. */
  stuckMs?: number;
  /** So long what does not agree may still be being written. */
  settleMs?: number;
  /** Checksums are not read. */
  isBrief?: boolean;
  signal?: AbortSignal;
}

const STUCK_MS = 24 * 3_600_000;
const SETTLE_MS = 2_000;

/**
 * The state of every hand-off below a folder, whoever it is for. Changes nothing.
 *
 * @param onUnreadable gets folders that can't be read
 * @throws FilemillError when the folder itself can't be read
 */
export async function* lookAtHandoffs(root: string, options: LookOptions = {}, onUnreadable?: (folder: string) => void): AsyncGenerator<HandoffRow> {
  const { withResults = false, signal } = options;
  for (const { folder, names } of walkFolders(root, { withResults, signal }, onUnreadable)) {
    const kind = folder === root ? '' : basename(folder);
    const all = new Set(names);
    const own = names.flatMap((name) => (isSidecarName(name) ? [name.slice(0, -SIDECAR_ENDING.length)] : isCompanion(name) || all.has(`${name}${SIDECAR_ENDING}`) ? [] : [name]));
    for (const name of own) {
      const pair = pairIn(folder, name);
      if (kind === PROCESSED_FOLDER) yield { ...bareRow(pair), state: 'processed' };
      else if (kind === ERRORS_FOLDER) yield { ...bareRow(pair), state: 'error', error: reasonOf(pair) };
      else yield await lookAtPair(pair, all.has(`${name}${SIDECAR_ENDING}`) || isFolder(pair.sidecar), all.has(`${name}.lock`) || isFolder(lockPathOf(pair.data)), options);
    }
  }
}

/** A lock or a sidecar that is a folder is not among the names of files. */
export const isFolder = (path: string): boolean => lstatSync(toFsPath(path), { throwIfNoEntry: false })?.isDirectory() === true;

export const bareRow = (pair: Pair) => ({ pair, sidecar: null, fault: null, error: null, lock: null, rows: null, ageMs: ageOfPair(pair) });

/** One that lies where it was written. @param hasSidecar, hasLock what lies beside its data */
export async function lookAtPair(pair: Pair, hasSidecar: boolean, hasLock: boolean, { stuckMs = STUCK_MS, settleMs = SETTLE_MS, isBrief = false, signal }: LookOptions): Promise<HandoffRow> {
  const lock = hasLock ? lookAtLock(lockPathOf(pair.data)) : null;
  const row = { ...bareRow(pair), lock: lock?.state === 'free' ? null : lock };
  const shown = displayName(pair.name);
  if (lock && lock.state !== 'free') {
    const { state } = lock;
    if (state === 'folder' || state === 'link' || state === 'special') {
      return faulty(row, new HandoffFault('lockNotFile', t('The lock of {shown} is {what, select, folder {a folder} link {a link} other {no regular file}}.', { shown, what: state })), 'error');
    }
    // Of a holder on another machine it is believed that it lives, as long as it renews its lock.
    const mayLive = state === 'held' || (state === 'unproven' && lock.isOverdue === false);
    const isStuck = !mayLive || (lock.ageMs ?? 0) >= stuckMs;
    if (isStuck) {
      const owner = ownerInWords(lock);
      const message = t('The lock of {shown} {state, select, stale {was left by {owner}} held {has long been held by {owner}} left {is empty, and nobody on this machine holds it} other {is said to be held by {owner}, which has not renewed it}}.', { shown, state, owner });
      const error = new FilemillError('file.locked', message, { hint: state === 'stale' ? t('Its holder is dead: the next to take it breaks it.') : t('Find out whether its program still runs.') });
      return { ...row, state: 'stuck', error: error.toData() };
    }
    return { ...row, state: hasSidecar ? 'pickedUp' : 'writing' };
  }
  const isYoung = row.ageMs < settleMs;
  if (!hasSidecar) {
    if (isYoung) return { ...row, state: 'writing' };
    return faulty(row, new HandoffFault('sidecarMissing', t('{shown} has no sidecar.', { shown })), 'stuck');
  }
  const judged = await judge(pair, null, { isBrief, countsRows: !isBrief, signal });
  if (!judged) return { ...row, state: 'pickedUp' };
  if (judged.state === 'error') return isYoung ? { ...row, state: 'writing' } : { ...row, state: 'error', fault: judged.fault, error: judged.error };
  if (row.ageMs < stuckMs) return { ...row, state: 'ready', sidecar: judged.sidecar, rows: judged.rows };
  const error = new FilemillError('file.locked', t('{shown} has been waiting for {nextapp} for too long.', { shown, nextapp: displayName(judged.sidecar.next_app ?? t('nobody')) }), { hint: t('See whether that program runs.') });
  return { ...row, state: 'stuck', sidecar: judged.sidecar, error: error.toData() };
}

const faulty = (row: Omit<HandoffRow, 'state'>, fault: HandoffFault, state: HandoffState): HandoffRow => ({ ...row, state, fault: fault.fault, error: toErrorData(fault) });

/** What was written beside it when it was put there. */
export function reasonOf({ data, name }: Pair): ErrorData | null {
  try {
    const text = readSmallFile(`${data}.error`, MOST_SIDECAR_BYTES);
    const said = text === null ? null : (JSON.parse(text) as unknown);
    const message = typeof said === 'object' && said !== null && 'error' in said && typeof said.error === 'string' ? said.error : null;
    if (message !== null) return new FilemillError('file.invalid', displayName(message.slice(0, 500))).toData();
  } catch {
    // Then it says nothing.
  }
  return new FilemillError('file.invalid', t('{name} was put into errors/, and no reason beside it.', { name: displayName(name) })).toData();
}
