import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from '../../../base/atomic-write';
import { toFsPath } from '../../../base/byte-name';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { displayName } from '../../../shared/model/display-name';
import { toOutputError } from '../../actions/output-error';
import { t } from '../../../shared/words/words';

interface Waiting {
  line: string;
  settle(): void;
  fail(error: unknown): void;
}

const NEW_LINE = 0x0a;
/** Links are not followed, and a pipe is not waited for. */
const FLAGS = constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

const queues = new Map<string, Waiting[]>();

/**
 * Appends a line to a file, which is made when it is not there (its folder is), and resolves once it is on the disk. Lines of one moment are
 * written in one go. One that a crash has left unfinished is ended first, and never continued.
 *
 * @param line without its end
 * @throws FilemillError `file.notRegular`, `folder.*`, `disk.full`
 */
export function appendLine(path: string, line: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const one: Waiting = { line, settle: resolve, fail: reject };
    const queue = queues.get(path);
    if (queue) queue.push(one);
    else {
      queues.set(path, [one]);
      setImmediate(() => void work(path));
    }
  });
}

async function work(path: string): Promise<void> {
  for (let queue = queues.get(path); queue && queue.length > 0; queue = queues.get(path)) {
    const turn = queue.splice(0);
    try {
      await append(path, turn.map(({ line }) => `${line}\n`).join(''));
      for (const { settle } of turn) settle();
    } catch (error) {
      const fault = toOutputError(error, dirname(path), 'log');
      for (const { fail } of turn) fail(fault);
    }
  }
  queues.delete(path);
}

async function append(path: string, lines: string): Promise<void> {
  const file = await openLog(path);
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw notRegular(path);
    const bytes = Buffer.from((await isUnfinished(file, stat.size)) ? `\n${lines}` : lines);
    await writeWhole(file, bytes, stat.size);
    await file.datasync();
    if (stat.size === 0) syncFolder(dirname(path));
  } finally {
    await file.close();
  }
}

async function openLog(path: string): Promise<FileHandle> {
  try {
    return await open(toFsPath(path), FLAGS, 0o644);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === 'ELOOP' || code === 'EISDIR' || code === 'ENXIO' ? notRegular(path, error) : error;
  }
}

async function isUnfinished(file: FileHandle, size: number): Promise<boolean> {
  if (size === 0) return false;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] !== NEW_LINE;
}

/** All of it or nothing: what a full disk has cut off is taken away again. */
async function writeWhole(file: FileHandle, bytes: Buffer, size: number): Promise<void> {
  try {
    const { bytesWritten } = await file.write(bytes);
    if (bytesWritten < bytes.length) throw Object.assign(new Error('no room for all of it'), { code: 'ENOSPC' });
  } catch (error) {
    await file.truncate(size);
    throw error;
  }
}

const notRegular = (path: string, cause?: unknown): FilemillError =>
  new FilemillError('file.notRegular', t('{path} is no regular file, so nothing is written into it.', { path: displayName(path) }), { hint: t('Give the log another name.'), cause });
