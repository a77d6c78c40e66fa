import { lstatSync, unlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { toFsPath } from '../../base/byte-name';
import { makeFolders } from '../../base/make-folders';
import type { ErrorData } from '../../shared/errors/filemill-error';
import { fileHere, isSameNode, isThere, lookAt } from '../actions/file-version';
import { moveName, settleFolders } from '../actions/move-name';
import { numberedName } from '../actions/numbered-name';
import { writeReasonFile } from '../actions/reason-file';
import { HandoffFault } from './faults';
import { ERRORS_FOLDER, pairIn, PROCESSED_FOLDER, type Pair } from './pair-names';
import { t } from '../../shared/words/words';

const MOST_NAMES = 100_000;

/** Where a pair that was taken is to lie: `processed/` beside it, under its own name or the next free one. Makes the folder. */
export function planProcessed(pair: Pair): Pair {
  return freePair(resultFolder(pair, PROCESSED_FOLDER), pair.name, (target) => [target.data, target.sidecar].some(isThere));
}

/**
 * The sidecar goes first: programs that look for sidecars never meet one without its data. What is left by a kill in between
 * `finishMoves` brings to its end.
 */
export function moveToProcessed(pair: Pair, target: Pair): void {
  moveFile(pair.sidecar, target.sidecar);
  moveFile(pair.data, target.data);
  settleFolders(pair.data, target.data);
}

/**
 * Moves what there is of a pair into `errors/` beside it, where the reason was written first. The sidecar goes last: as long as it lies
 * there, the next look finds the rest of the pair and brings it to its end.
 *
 * @returns where it is now; null when nothing could be moved, for it is no file
 */
export function moveToErrors(pair: Pair, error: ErrorData, now: number): Pair | null {
  const data = fileHere(pair.data);
  const sidecar = fileHere(pair.sidecar);
  if (!data && !sidecar) return null;
  const folder = resultFolder(pair, ERRORS_FOLDER);
  const begun = data ? null : startedParking(folder, pair.name);
  const target = begun ?? freePair(folder, pair.name, (one) => [one.data, one.sidecar].some(isThere));
  if (!begun) writeReasonFile(target.data, reasonFor(target, error, now));
  if (data) moveFile(pair.data, target.data);
  if (sidecar) moveFile(pair.sidecar, target.sidecar);
  settleFolders(pair.data, target.data);
  return target;
}

/** Where a pair that is wrong is to lie: `errors/` beside it, under its own name or the next free one. Makes the folder. */
export function planErrors(pair: Pair): Pair {
  return freePair(resultFolder(pair, ERRORS_FOLDER), pair.name, (one) => [one.data, one.sidecar, `${one.data}.error`].some(isThere));
}

/** Data that lies in `errors/` with its reason and without its sidecar, which is on its way. */
function startedParking(folder: string, name: string): Pair | null {
  for (let number = 1; number <= MOST_NAMES; number += 1) {
    const target = pairIn(folder, numberedName(name, number));
    if (!isThere(`${target.data}.error`)) return null;
    if (isThere(target.data) && !isThere(target.sidecar)) return target;
  }
  return null;
}

function freePair(folder: string, name: string, isTaken: (pair: Pair) => boolean): Pair {
  for (let number = 1; number <= MOST_NAMES; number += 1) {
    const target = pairIn(folder, numberedName(name, number));
    if (!isTaken(target)) return target;
  }
  throw new HandoffFault('resultNotFolder', t('No name is free in {folder}.', { folder: basename(folder) }));
}

/** A link in its place would lead anywhere. */
function resultFolder({ folder }: Pair, name: string): string {
  const path = join(folder, name);
  const there = lookAt(path);
  if (there && !there.isDirectory()) throw new HandoffFault('resultNotFolder', t('{name} is no folder there, and nothing was moved.', { name }));
  if (!there) makeFolders(path);
  return path;
}

/** The other name of a move that was interrupted is taken away. */
export function moveFile(from: string, to: string): void {
  const before = fileHere(from);
  const after = fileHere(to);
  if (before && after && isSameNode(before, after)) unlinkSync(toFsPath(from));
  else if (before) moveName(from, to);
}

/** As the specification's consumers write it, and more. */
export function reasonFor(target: Pair, error: ErrorData, now: number): string {
  const reason = { filename: target.name, error: error.message, timestamp: new Date(now).toISOString(), code: error.code, hint: error.hint };
  return `${JSON.stringify(reason, null, 2)}\n`;
}

/** Names that a file has; more than one may be a move that was interrupted. */
export const linksOf = (path: string): number => lstatSync(toFsPath(path), { throwIfNoEntry: false })?.nlink ?? 0;
