import { open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { toFsPath } from '../../../base/byte-name';
import { isThere } from '../../actions/file-version';
import type { Effect } from '../../store/effects';
import type { Recovery } from '../recovery';
import { lineMark } from './log-line';
import { logDataSchema } from './log';

const READ_BYTES = 1 << 20;
/** So far behind the place where it must stand a line is looked for; others may have written, too. */
const MOST_BYTES = 64 << 20;

/** A line that was to be written stands there or it does not. */
export const recoverLogs: Recovery = {
  actions: ['log'],
  async recover(effect, { database, effects }) {
    const folder = dirname(effect.target);
    // A drive that is away says nothing; a folder alone that is missing says that there is no line.
    if (!isThere(folder) && !isThere(dirname(folder))) return null;
    const state = (await isWritten(effect)) ? 'done' : 'failed';
    database.transaction((writer) => effects.move(writer, effect.id, 'intended', state));
    return null;
  },
};

/** Nobody knows whether what was sent has arrived, or what a program did: it is done once more. */
export const recoverSendings: Recovery = {
  actions: ['message', 'request', 'program'],
  async recover({ id }, { database, effects }) {
    database.transaction((writer) => effects.move(writer, id, 'intended', 'failed'));
    return Promise.resolve(null);
  },
};

async function isWritten({ target, data }: Pick<Effect, 'target' | 'data'>): Promise<boolean> {
  const { from, mark } = logDataSchema.parse(JSON.parse(data ?? '{}'));
  const file = await open(toFsPath(target), 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (!file) return false;
  try {
    for await (const line of linesFrom(file, from)) if (lineMark(line) === mark) return true;
    return false;
  } finally {
    await file.close();
  }
}

/** Whole lines only. */
async function* linesFrom(file: FileHandle, from: number): AsyncGenerator<string> {
  const { size } = await file.stat();
  // A shorter file is another one by now.
  let at = from <= size ? from : 0;
  const end = Math.min(size, at + MOST_BYTES);
  let rest = Buffer.alloc(0);
  while (at < end) {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(Math.min(READ_BYTES, end - at)), 0, undefined, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    const all = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
    const last = all.lastIndexOf(0x0a);
    if (last >= 0) yield* all.subarray(0, last).toString('utf8').split('\n');
    rest = Buffer.from(all.subarray(last + 1));
  }
}
