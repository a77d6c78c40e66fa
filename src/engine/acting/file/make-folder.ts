import { accessSync, constants, mkdir, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { toFsPath } from '../../../base/byte-name';
import { makeFolders } from '../../../base/make-folders';
import { isInside } from '../../../base/safe-path';
import { isThere } from '../../actions/file-version';
import { toOutputError } from '../../actions/output-error';
import { removeIfEmpty } from '../../archives/made-folders';
import { checkFolderWithin } from './place-of';

/** Folders that were there and could be written into a moment ago: a burst asks for the same few again and again. */
const FRESH_MS = 1_000;
/** So long it is believed that no link has come to lead elsewhere on the way. */
const STRAIGHT_MS = 50;
const MOST_KNOWN = 1_000;
const writable = new Map<string, number>();
const straight = new Map<string, number>();

/**
 * Makes the folder, and proves that it lies where it should and can be written into.
 *
 * @param what for sentences: "copy"
 * @returns folders that were not there before, the outermost first
 * @throws FilemillError `folder.denied`, `folder.missing`, `folder.notFolder`, `file.outsideFolder`, `disk.full`
 */
export function makeFolder(folder: string, within: string, what: string): string[] {
  if (isKnownToBeGood(folder, within)) return [];
  checkFolderWithin(folder, within);
  const made = isFresh(writable, folder, FRESH_MS) ? [] : makeWhole(folder, within, what);
  noteGood(folder, within);
  return made;
}

/**
 * As `makeFolder`, for what makes it once more where it must: folders that were made for something that fails go again.
 *
 * @param act gets those that were not there before
 */
export async function inFolder<R>(folder: string, within: string, what: string, act: (made: string[]) => Promise<R>): Promise<R> {
  const made = makeFolder(folder, within, what);
  try {
    return await act(made);
  } catch (error) {
    for (const one of made.toReversed()) removeIfEmpty(one);
    throw error;
  }
}

/** As `makeFolder`; but one folder for each file is made while others go on: a new name waits for the disk where others write names through. */
export async function makeFolderAside(folder: string, within: string, what: string): Promise<string[]> {
  if (isKnownToBeGood(folder, within)) return [];
  const parent = dirname(folder);
  // New in a folder that was found good this very moment: there is nothing to be proved.
  const isMade = isInside(within, parent) && isFresh(straight, keyOf(parent, within), STRAIGHT_MS) && (await isMadeNew(folder));
  if (!isMade) return makeFolder(folder, within, what);
  noteGood(folder, within);
  return [folder];
}

/** False also where it was there already, or something is amiss: that is told by those who look closely. */
const isMadeNew = (folder: string): Promise<boolean> => new Promise((resolve) => mkdir(toFsPath(folder), (error) => resolve(error === null)));

function isKnownToBeGood(folder: string, within: string): boolean {
  if (!isFresh(writable, folder, FRESH_MS)) return false;
  if (isThere(folder)) return isFresh(straight, keyOf(folder, within), STRAIGHT_MS);
  writable.delete(folder);
  return false;
}

function noteGood(folder: string, within: string): void {
  remember(writable, folder);
  remember(straight, keyOf(folder, within));
}

function makeWhole(folder: string, within: string, what: string): string[] {
  let made: string[];
  try {
    made = makeFolders(folder);
    if (!statSync(toFsPath(folder)).isDirectory()) throw Object.assign(new Error('no folder'), { code: 'ENOTDIR' });
    accessSync(toFsPath(folder), constants.W_OK | constants.X_OK);
  } catch (error) {
    throw toOutputError(error, folder, what);
  }
  checkFolderWithin(folder, within);
  const parent = dirname(folder);
  // No link on the way to it is none on the way to the one that it lies in.
  if (isInside(within, parent)) remember(straight, keyOf(parent, within));
  return made;
}

const keyOf = (folder: string, within: string): string => `${within}\0${folder}`;

const isFresh = (known: ReadonlyMap<string, number>, key: string, ms: number): boolean => performance.now() - (known.get(key) ?? -Infinity) < ms;

function remember(known: Map<string, number>, key: string): void {
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, performance.now());
}
