import { createHash, hash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { basename } from 'node:path';
import { toFsPath } from '../../base/byte-name';
import { FilemillError } from '../../shared/errors/filemill-error';
import { displayName } from '../../shared/model/display-name';
import { RowCounter } from './row-counter';
import { writeWhole } from './write-temporary';
import { t } from '../../shared/words/words';

const PIECE_BYTES = 1024 * 1024;
const small = Buffer.allocUnsafeSlow(64 * 1024);

export interface Copied {
  bytes: number;
  sha256: string;
  rows: number | null;
}

export interface Source {
  fd: number;
  stats: Stats;
  /** Its name, for sentences. */
  shown: string;
}

/**
 * Opens what is to be copied; to be closed by who asked.
 *
 * @throws FilemillError `file.vanished`, `file.denied`, `file.notRegular`
 */
export function openSource(path: string): Source {
  const shown = displayName(basename(path));
  const fd = open(path, shown);
  const stats = fstatSync(fd);
  if (stats.isFile()) return { fd, stats, shown };
  closeSync(fd);
  throw new FilemillError('file.notRegular', t('{shown} is no regular file.', { shown }), { hint: t('Name a file.') });
}

/**
 * Copies a file in one pass with all that a sidecar says of it. A version that changes meanwhile is refused.
 *
 * @param to open and empty
 * @throws FilemillError `file.changed`; what writing throws
 */
export async function copyIn({ fd: from, stats: before, shown }: Source, to: number, signal?: AbortSignal): Promise<Copied> {
  const copied = before.size < small.length ? copySmall(from, to) : await copyLarge(from, to, signal);
  const after = fstatSync(from);
  if (after.mtimeMs === before.mtimeMs && after.size === before.size && copied.bytes === before.size) return copied;
  throw new FilemillError('file.changed', t('{shown} changed while it was read.', { shown }), { hint: t('Put it again when it is whole.') });
}

function copySmall(from: number, to: number): Copied {
  const piece = small.subarray(0, readSync(from, small, 0, small.length, 0));
  writeWhole(to, piece);
  const rows = new RowCounter();
  rows.add(piece);
  return { bytes: piece.length, sha256: hash('sha256', piece), rows: rows.count };
}

async function copyLarge(from: number, to: number, signal?: AbortSignal): Promise<Copied> {
  const hashing = createHash('sha256');
  const rows = new RowCounter();
  const buffer = Buffer.allocUnsafeSlow(PIECE_BYTES);
  let bytes = 0;
  for (;;) {
    signal?.throwIfAborted();
    const length = readSync(from, buffer, 0, buffer.length, bytes);
    if (length === 0) break;
    const piece = buffer.subarray(0, length);
    hashing.update(piece);
    rows.add(piece);
    writeWhole(to, piece);
    bytes += length;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { bytes, sha256: hashing.digest('hex'), rows: rows.count };
}

function open(source: string, shown: string): number {
  try {
    return openSync(toFsPath(source), constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new FilemillError('file.vanished', t('{shown} is not there.', { shown }), { hint: t('Name a file that is.'), cause: error });
    throw new FilemillError('file.denied', t('{shown} can’t be read ({code}).', { shown, code: code ?? t('no reason given') }), { hint: t('Give your account the right to read it.'), cause: error });
  }
}
