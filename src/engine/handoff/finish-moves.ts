import { join } from 'node:path';
import { acquireLock } from '../../base/lock/acquire-lock';
import { FilemillError } from '../../shared/errors/filemill-error';
import { fileHere, isSameNode, isThere, lookAt } from '../actions/file-version';
import { settleFolders } from '../actions/move-name';
import { numberedName } from '../actions/numbered-name';
import { HandoffFault } from './faults';
import { linksOf, moveFile } from './move-pair';
import { pairIn, PROCESSED_FOLDER, type Pair } from './pair-names';
import { verifyData } from './read-data';
import { isSidecarName } from './read-handoffs';
import { readSidecar } from './read-sidecar';
import { isCompanion, SIDECAR_ENDING } from './sidecar-schema';

/**
 * Brings moves into `processed/` to their end that a kill has cut short: the sidecar has got there, its data has not. Only data that
 * this sidecar vouches for is moved.
 *
 * @param names of the files in the folder
 * @returns the pairs that are whole in `processed/` now
 */
export async function finishMoves(folder: string, names: readonly string[], signal?: AbortSignal): Promise<Pair[]> {
  const processed = join(folder, PROCESSED_FOLDER);
  if (!lookAt(processed)?.isDirectory()) return [];
  const all = new Set(names);
  const finished: Pair[] = [];
  for (const name of names) if (isSidecarName(name)) dropTwin(folder, processed, name.slice(0, -SIDECAR_ENDING.length));
  for (const name of names) {
    if (isCompanion(name)) continue;
    const pair = pairIn(folder, name);
    if (all.has(`${name}${SIDECAR_ENDING}`) && isThere(pair.sidecar)) continue;
    const target = await startedMove(pair, processed, signal);
    if (target && (await moveOn(pair, target))) finished.push(target);
  }
  return finished;
}

/** A sidecar that has two names was on its way: the old one goes. */
function dropTwin(folder: string, processed: string, name: string): void {
  const pair = pairIn(folder, name);
  if (linksOf(pair.sidecar) < 2) return;
  for (let number = 1; ; number += 1) {
    const target = pairIn(processed, numberedName(name, number));
    const before = fileHere(pair.sidecar);
    const after = fileHere(target.sidecar);
    if (!before || (!after && !isThere(target.data))) return;
    if (after && isSameNode(before, after)) moveFile(pair.sidecar, target.sidecar);
  }
}

async function startedMove(pair: Pair, processed: string, signal?: AbortSignal): Promise<Pair | null> {
  for (let number = 1; ; number += 1) {
    const target = pairIn(processed, numberedName(pair.name, number));
    if (!isThere(target.sidecar)) return null;
    const before = fileHere(pair.data);
    const after = fileHere(target.data);
    if (before && after && isSameNode(before, after)) return target;
    if (!isThere(target.data) && (await vouchesFor(target.sidecar, pair, signal))) return target;
  }
}

async function vouchesFor(sidecar: string, { data }: Pair, signal?: AbortSignal): Promise<boolean> {
  try {
    const read = readSidecar(sidecar, null);
    if (!read) return false;
    await verifyData(data, read.sidecar.file_size, read.checksum, undefined, signal);
    return true;
  } catch (error) {
    if (error instanceof HandoffFault) return false;
    throw error;
  }
}

async function moveOn(pair: Pair, target: Pair): Promise<boolean> {
  try {
    const lock = await acquireLock(pair.data, { purpose: 'take', waitMs: 0 });
    try {
      moveFile(pair.data, target.data);
      settleFolders(pair.data, target.data);
      return true;
    } finally {
      lock.release();
    }
  } catch (error) {
    // Somebody else has it, and will bring it to its end.
    if (error instanceof FilemillError && error.code === 'file.locked') return false;
    throw error;
  }
}
