import { toErrorData, type ErrorData } from '../../shared/errors/filemill-error';
import { HandoffFault, type Fault } from './faults';
import { walkFolders } from './find-names';
import { pairIn, type Pair } from './pair-names';
import { lookAtData, verifyData } from './read-data';
import { readSidecar } from './read-sidecar';
import { RowCounter } from './row-counter';
import { SIDECAR_ENDING, type Sidecar } from './sidecar-schema';

export type ReadHandoff =
  | { state: 'ready'; pair: Pair; sidecar: Sidecar; bytes: number; /** Lines, where they were counted and it is text. */ rows: number | null }
  | { state: 'error'; pair: Pair; fault: Fault; /** As far as its sidecar could be read. */ nextApp: string | null; error: ErrorData };

/**
 * Every pair below a folder that is for `app`, verified; moves and writes nothing. One that is wrong stops none.
 *
 * @param app null for all, whoever they are for
 * @throws FilemillError when the folder can't be read
 */
export async function* readHandoffs(root: string, app: string | null, signal?: AbortSignal): AsyncGenerator<ReadHandoff> {
  for (const { folder, names } of walkFolders(root, { signal })) {
    for (const name of names) {
      if (!isSidecarName(name)) continue;
      const pair = pairIn(folder, name.slice(0, -SIDECAR_ENDING.length));
      const read = await judge(pair, app, { signal });
      if (read) yield read;
    }
  }
}

export const isSidecarName = (name: string): boolean => name.endsWith(SIDECAR_ENDING) && name.length > SIDECAR_ENDING.length && !name.startsWith('.');

interface JudgeOptions {
  /** Without its checksum, for which all of it would be read. */
  isBrief?: boolean;
  countsRows?: boolean;
  signal?: AbortSignal | undefined;
}

/** Null when it is for others. Faults that have nothing to do with the files are thrown. */
export async function judge(pair: Pair, app: string | null, { isBrief = false, countsRows = false, signal }: JudgeOptions = {}): Promise<ReadHandoff | null> {
  try {
    const read = readSidecar(pair.sidecar, app);
    if (!read) return null;
    if (isBrief) return { state: 'ready', pair, sidecar: read.sidecar, bytes: lookAtData(pair.data, read.sidecar.file_size).size, rows: null };
    const counter = countsRows ? new RowCounter() : null;
    const verified = verifyData(pair.data, read.sidecar.file_size, read.checksum, counter ? (piece) => counter.add(piece) : undefined, signal);
    const { bytes } = verified instanceof Promise ? await verified : verified;
    return { state: 'ready', pair, sidecar: read.sidecar, bytes, rows: counter?.count ?? null };
  } catch (error) {
    if (error instanceof HandoffFault) return { state: 'error', pair, fault: error.fault, nextApp: error.nextApp, error: toErrorData(error) };
    throw error;
  }
}
