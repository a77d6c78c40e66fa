import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fromNameBytes, toFsPath } from '../../base/byte-name';
import { acquireLock } from '../../base/lock/acquire-lock';
import { freeStaleLocks } from '../../base/lock/free-stale-locks';
import { lockPathOf } from '../../base/lock/look-at-lock';
import { LOCK_PREFIX } from '../../base/lock/open-lock';
import type { LeftHolds } from '../store/left-holds';
import { FilemillError } from '../../shared/errors/filemill-error';
import { displayName } from '../../shared/model/display-name';
import { t } from '../../shared/words/words';
import type { ActionParts } from './action-parts';

export interface Hold {
  /** @throws FilemillError `file.locked` when another program took it in spite of us */
  check(): void;
  release(): void;
}

/**
 * The `.lock` beside a file that rules take elsewhere, from the first of their actions to the last: neither another Filemill nor a program
 * that asks for locks does anything with it meanwhile. A file that stays where it is gets none: nothing of ours comes into a folder that is
 * only watched.
 *
 * @param source of the file, absolute
 * @returns null where no lock can lie beside it: then nobody else has one, and what is in the way of a file is told by what was to be done
 * @throws FilemillError `file.locked`: somebody has it; `file.notRegular`, `file.denied`: what lies there can't be judged
 */
export async function holdOriginal({ unseen }: Pick<ActionParts, 'unseen'>, source: string, signal: AbortSignal): Promise<Hold | null> {
  const known = unseen([lockPathOf(source)], null);
  try {
    const lock = await acquireLock(source, { purpose: 'act', waitMs: 0, signal });
    return {
      check() {
        if (lock.check()) return;
        throw new FilemillError('file.locked', t('Another program took the lock of {name} away.', { name: displayName(basename(source)) }), { hint: t('It goes on by itself when the lock is free.') });
      },
      release() {
        lock.release();
        known();
      },
    };
  } catch (thrown) {
    known();
    if (isOfSystem(thrown) || (thrown instanceof FilemillError && isOfSystem(thrown.cause))) return null;
    throw thrown;
  }
}

/** What a Filemill that was killed left beside files that its rules worked with. Of a folder that is not there, at another start. */
export async function freeLeftHolds(holds: Pick<LeftHolds, 'all' | 'forget'>): Promise<void> {
  const sources = holds.all();
  const left = new Set(sources.map(lockPathOf));
  for (const folder of new Set(sources.map((source) => dirname(source)))) {
    const names = await namesIn(folder);
    if (names === null) continue;
    await freeStaleLocks(folder, names.filter((name) => name.startsWith(LOCK_PREFIX) || left.has(join(folder, name))));
    holds.forget(sources.filter((source) => dirname(source) === folder));
  }
}

/** Null where there is no such folder. */
async function namesIn(folder: string): Promise<string[] | null> {
  try {
    return (await readdir(toFsPath(folder), 'buffer')).map(fromNameBytes);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}

/** A name too long for a lock, no room, no right to write there. */
const isOfSystem = (thrown: unknown): boolean => /^E[A-Z]+$/.test((thrown as NodeJS.ErrnoException | undefined)?.code ?? '');
