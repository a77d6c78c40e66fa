import { closeSync, lstatSync, fstatSync, readFileSync, unlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { toFsPath } from '../../base/byte-name';
import { acquireLock } from '../../base/lock/acquire-lock';
import { isOrphan, ownedName } from '../../base/owned-folder';
import { FilemillError } from '../../shared/errors/filemill-error';
import { isThere } from '../actions/file-version';
import { pairIn, pathIn } from './pair-names';
import { dropTemporary, writeTemporary } from './write-temporary';

/** Names that are about to be given in one folder: by it, data that got its name but not its sidecar is known after a kill. */
export interface PutNote {
  /** Open, to be written through before any of the names is given. */
  fd: number;
  /** All of them are whole, or none is there. */
  close(): void;
}

const PREFIX = '.tmp_putting';
const PATTERN = '\\.tmp_putting';
const MOST_BYTES = 1024 * 1024;
const noteSchema = z.array(z.object({ name: z.string().refine((name) => name === basename(name) && name !== '.' && name !== '..'), file: z.string() }));

/** @param puts by name; `fd` of the open data */
export function notePuts(folder: string, puts: readonly { name: string; fd: number }[]): PutNote {
  const path = pathIn(folder, ownedName(PREFIX));
  const fd = writeTemporary(path, Buffer.from(JSON.stringify(puts.map((put) => ({ name: put.name, file: idOf(fstatSync(put.fd, { bigint: true })) })))));
  return {
    fd,
    close: () => {
      closeSync(fd);
      dropTemporary(path);
    },
  };
}

/** Takes data back that a process which is no more has named, but not its sidecar: its source stayed where it was. @param names in that folder */
export async function takeBackUnfinished(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names.filter((one) => isOrphan(one, PATTERN))) {
    const path = pathIn(folder, name);
    for (const put of readNote(path)) await takeBack(folder, put);
    dropTemporary(path);
  }
}

function readNote(path: string): z.infer<typeof noteSchema> {
  const there = lstatSync(toFsPath(path), { throwIfNoEntry: false });
  if (!there?.isFile() || there.size > MOST_BYTES) return [];
  try {
    return noteSchema.parse(JSON.parse(readFileSync(toFsPath(path), 'utf8')));
  } catch {
    // It was not written to its end: then no name had been given.
    return [];
  }
}

async function takeBack(folder: string, { name, file }: { name: string; file: string }): Promise<void> {
  const { data, sidecar } = pairIn(folder, name);
  const isAlone = (): boolean => {
    const there = lstatSync(toFsPath(data), { throwIfNoEntry: false, bigint: true });
    return there?.isFile() === true && idOf(there) === file && !isThere(sidecar);
  };
  if (!isAlone()) return;
  try {
    const lock = await acquireLock(data, { purpose: 'put', waitMs: 0, isBrief: true });
    try {
      if (lock.check() && isAlone()) unlinkSync(toFsPath(data));
    } finally {
      lock.release();
    }
  } catch (error) {
    // Whoever has it has seen it with its sidecar.
    if (!(error instanceof FilemillError)) throw error;
  }
}

const idOf = ({ dev, ino }: { dev: bigint; ino: bigint }): string => `${dev}/${ino}`;
