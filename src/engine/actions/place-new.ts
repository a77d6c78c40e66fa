import { rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { toFsPath } from '../../base/byte-name';
import { FilemillError } from '../../shared/errors/filemill-error';
import { displayName } from '../../shared/model/display-name';
import type { ConflictPolicy } from '../../shared/model/transform';
import { isThere, lookAt } from './file-version';
import { numberedName } from './numbered-name';
import { oneAtATime } from './one-at-a-time';
import { t } from '../../shared/words/words';

/** A name that something new is to get. */
export interface Wanted {
  /** Absolute; for the nth try, from 1. */
  targetAt(number: number): string;
  conflict: ConflictPolicy;
  /** Whether what lies there has the same bytes; asked for files alone. */
  isSame(path: string): boolean | Promise<boolean>;
  /** Must not be put aside: what is being copied, or moved. */
  not?: { dev: string; ino: string };
}

/** What is told of each step before it is taken. */
export interface PlaceSteps {
  /** It is to get this name; its folder may have to be made. */
  begin(target: string): void | Promise<void>;
  /** It gets another name than the one it was begun with. */
  retarget(target: string): void | Promise<void>;
  /** Makes it ready beside its name. May take long; others take names meanwhile. */
  prepare(target: string): void | Promise<void>;
  /** What has the name goes, to be replaced. @returns the way back: to its name, or the next free one */
  putAside(target: string): Promise<() => Promise<void>>;
  /** What has the name gets another one. @returns the way back */
  displace(target: string, to: string): Promise<() => Promise<void>>;
  /** Gives it the name. @returns false when another file took it this very moment */
  put(target: string): boolean | Promise<boolean>;
}

export type Placed = { state: 'placed'; path: string } | { state: 'skipped'; path: string; why: 'taken' | 'identical' };

/** Names are tried so often before something must be wrong. */
const MOST_NAMES = 1_000_000;
/** So many files with the name are compared, byte by byte if need be. */
const MOST_COMPARED = 50;
const MOST_TRIES = 1_000;

/**
 * Finds the name for something new, and gives it. What lies there is never overwritten; those who want the same name get
 * theirs one after the other.
 *
 * @throws FilemillError `file.notRegular` where what has the name can't be replaced; `folder.denied` when no name is free
 */
export async function placeNew(wanted: Wanted, steps: PlaceSteps): Promise<Placed> {
  const first = await choose(wanted);
  if (first.state === 'skipped') return first;
  await steps.begin(first.path);
  await steps.prepare(first.path);
  return oneAtATime(wanted.targetAt(1), async () => {
    let begun = first.path;
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const choice = await choose(wanted);
      if (choice.state === 'skipped') return choice;
      if (choice.path !== begun) await steps.retarget((begun = choice.path));
      if (await putThere(wanted, choice, steps)) return { state: 'placed', path: choice.path };
    }
    throw noneFree(first.path);
  });
}

async function putThere({ conflict }: Wanted, { path, isTaken }: Free, steps: PlaceSteps): Promise<boolean> {
  const bringBack = !isTaken ? null : conflict === 'replace' ? await steps.putAside(path) : await steps.displace(path, freeBeside(path));
  try {
    if (await steps.put(path)) return true;
  } catch (error) {
    await bringBack?.();
    throw error;
  }
  if (!bringBack) return false;
  await bringBack();
  throw new FilemillError('file.changed', t('Another program writes under the same name.'), { hint: t('Try again.') });
}

interface Free {
  state: 'free';
  path: string;
  /** What lies there has to make way first. */
  isTaken: boolean;
}

async function choose(wanted: Wanted): Promise<Free | (Placed & { state: 'skipped' })> {
  const { targetAt, conflict } = wanted;
  const path = targetAt(1);
  if (!isThere(path)) return { state: 'free', path, isTaken: false };
  if (conflict === 'skip') return { state: 'skipped', path, why: 'taken' };
  if (conflict === 'replace' || conflict === 'renameExisting') {
    checkReplaceable(path, wanted.not);
    return { state: 'free', path, isTaken: true };
  }
  return conflict === 'keepIdentical' ? passBy(wanted) : { state: 'free', path: firstFree(targetAt), isTaken: false };
}

async function passBy({ targetAt, isSame }: Wanted): Promise<Free | (Placed & { state: 'skipped' })> {
  for (let number = 1; number <= MOST_COMPARED; number += 1) {
    const path = targetAt(number);
    const there = lookAt(path);
    if (!there) return { state: 'free', path, isTaken: false };
    if (there.isFile() && (await isSame(path))) return { state: 'skipped', path, why: 'identical' };
  }
  return { state: 'free', path: firstFree(targetAt), isTaken: false };
}

/** The free name beside a file that has to make way. */
const freeBeside = (path: string): string => firstFree((number) => join(dirname(path), numberedName(basename(path), number)));

/** A free name whose predecessor is taken: found in steps that double and halve, for thousands may have the name. */
export function firstFree(targetAt: (number: number) => string): string {
  let taken = 1;
  let free = 2;
  while (isThere(targetAt(free))) {
    if (free >= MOST_NAMES || targetAt(free) === targetAt(taken)) throw noneFree(targetAt(1));
    taken = free;
    free *= 2;
  }
  while (free - taken > 1) {
    const middle = Math.floor((taken + free) / 2);
    if (isThere(targetAt(middle))) taken = middle;
    else free = middle;
  }
  return targetAt(free);
}

function checkReplaceable(path: string, not: Wanted['not']): void {
  const there = lookAt(path);
  if (!there?.isFile()) {
    throw new FilemillError('file.notRegular', t('{path} is a folder or a link and stays where it is.', { path: displayName(path) }), { hint: t('Choose another name.') });
  }
  if (not && String(there.ino) === not.ino && String(there.dev) === not.dev) {
    throw new FilemillError('file.unsafe', t('It would have to make way for itself.'), { hint: t('Choose another name or folder in the rule.') });
  }
}

const noneFree = (path: string): FilemillError =>
  new FilemillError('folder.denied', t('No name is free for {path}.', { path: displayName(basename(path)) }), { hint: t('Choose another name or folder.') });

/** What was prepared under a temporary name and is not wanted after all. */
export const dropPrepared = (temporary: string): void => rmSync(toFsPath(temporary), { force: true });
