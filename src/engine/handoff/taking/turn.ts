import { join } from 'node:path';
import { acquireLock } from '../../../base/lock/acquire-lock';
import type { HeldLock } from '../../../base/lock/held-lock';
import { FilemillError } from '../../../shared/errors/filemill-error';
import type { HandoffPlace } from '../../../shared/model/handoff';
import { fileHere, isStill, lookAt, versionAt, type FileVersion } from '../../actions/file-version';
import type { Job } from '../../job';
import { HandoffFault } from '../faults';
import { pairOfData, type Pair } from '../pair-names';
import { compareChecksums, lookAtData, verifyData } from '../read-data';
import { readSidecar } from '../read-sidecar';
import type { Sidecar } from '../sidecar-schema';
import { isFor, type Gate } from './gate';
import { t } from '../../../shared/words/words';

/** A pair that is being taken: it and nobody else's while its lock is held. */
export interface Turn {
  /** The path of its place. */
  readonly place: string;
  readonly pair: Pair;
  readonly sidecar: Sidecar;
  readonly lock: HeldLock;
  /** As both lay there when they were found to agree. */
  readonly version: FileVersion;
  readonly sidecarVersion: FileVersion;
}

interface TurnOptions {
  signal: AbortSignal;
  /** Whether its folder does, at this moment. */
  answers?: () => Promise<boolean>;
}

/**
 * Takes the lock of a hand-off that was read, and holds what was read against its sidecar.
 *
 * @throws FilemillError `file.changed` for what waits again: somebody has its lock, or wrote it meanwhile; HandoffFault for what is wrong for good
 */
export async function beginTurn(job: Job, place: HandoffPlace, gate: Gate, options: TurnOptions): Promise<Turn> {
  const pair = pairOfData(join(job.root, job.path));
  const lock = await lockOf(pair, options);
  try {
    return { place: place.path, lock, ...(await verified(pair, job, place, options.signal)) };
  } catch (error) {
    lock.release();
    if (error instanceof HandoffFault && !gate.isFinal(pair.data, place)) throw waitsAgain(error.message, error);
    throw error;
  }
}

async function lockOf(pair: Pair, options: TurnOptions): Promise<HeldLock> {
  try {
    return await acquireLock(pair.data, { purpose: 'take', waitMs: 0, ...options });
  } catch (error) {
    if (!(error instanceof FilemillError)) throw error;
    if (error.code === 'file.notRegular') throw new HandoffFault('lockNotFile', error.message);
    if (error.code === 'file.locked') throw waitsAgain(error.message, error);
    throw error;
  }
}

async function verified(pair: Pair, job: Job, place: HandoffPlace, signal: AbortSignal): Promise<Omit<Turn, 'lock' | 'place'>> {
  const stats = lookAt(pair.data);
  // Another Filemill may have been faster, by a moment.
  if (!stats) throw new FilemillError('file.vanished', t('The file is not there any more.'), { hint: t('Nothing was done with it.') });
  const sidecarVersion = fileHere(pair.sidecar);
  const read = readSidecar(pair.sidecar, null);
  if (!read || !isFor(read.sidecar.next_app, place)) throw waitsAgain(t('Its sidecar is another one by now.'));
  const { sidecar, checksum } = read;
  lookAtData(pair.data, sidecar.file_size);
  const version = versionAt(pair.data);
  if (version.ino !== job.ino || version.size !== job.size || !sidecarVersion) throw waitsAgain(t('It was written while it was read.'));
  const { recognition, settings } = job;
  // All of its bytes have just been read for it.
  if (checksum.algorithm === 'sha256' && recognition && settings.changeDetection === 'wholeFile') compareChecksums(recognition.sha256, checksum, pair.data);
  else await verifyData(pair.data, sidecar.file_size, checksum, undefined, signal);
  return { pair, sidecar, version, sidecarVersion };
}

/** Whether both are still what was found to agree, and the lock is ours. */
export function isAsItWas({ pair, lock, version, sidecarVersion }: Turn): boolean {
  const data = fileHere(pair.data);
  const sidecar = fileHere(pair.sidecar);
  return lock.check() && data !== undefined && sidecar !== undefined && isStill(data, version) && isStill(sidecar, sidecarVersion);
}

export const waitsAgain = (message: string, cause?: unknown): FilemillError =>
  new FilemillError('file.changed', message, { hint: t('It is taken when it is whole and nobody has its lock.'), cause });
