import { createHash, hash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { toFsPath } from '../../base/byte-name';
import { FilemillError } from '../../shared/errors/filemill-error';
import { displayName } from '../../shared/model/display-name';
import { RowCounter } from './row-counter';
import { openTemporary, writeWhole } from './write-temporary';
import { t } from '../../shared/words/words';

const PIECE_BYTES = 1024 * 1024;
const small = Buffer.allocUnsafeSlow(64 * 1024);

export interface Copied {
  /** Of the copy; open. */
  fd: number;
  bytes: number;
  sha256: string;
  rows: number | null;
}

/**
 * Copies a file in one pass with all that a sidecar says of it. A version that changes meanwhile is refused.
 *
 * @throws FilemillError `file.vanished`, `file.denied`, `file.notRegular`, `file.changed`; what writing throws
 */
export async function copyIn(source: string, temporary: string, signal?: AbortSignal): Promise<Copied> {
  const shown = displayName(basename(source));
  const from = open(source, shown);
  let fd: number | null = null;
  try {
    const before = fstatSync(from, { bigint: true });
    if (!before.isFile()) throw new FilemillError('file.notRegular', t('{shown} is no regular file.', { shown }), { hint: t('Name a file.') });
    fd = openTemporary(temporary);
    const copied = before.size < small.length ? copySmall(from, fd) : await copyLarge(from, fd, signal);
    const after = fstatSync(from, { bigint: true });
    if (after.mtimeNs !== before.mtimeNs || after.size !== before.size || BigInt(copied.bytes) !== before.size) {
      throw new FilemillError('file.changed', t('{shown} changed while it was read.', { shown }), { hint: t('Put it again when it is whole.') });
    }
    const kept = fd;
    fd = null;
    return { fd: kept, ...copied };
  } finally {
    closeSync(from);
    if (fd !== null) closeSync(fd);
  }
}

function copySmall(from: number, to: number): Omit<Copied, 'fd'> {
  const piece = small.subarray(0, readSync(from, small, 0, small.length, 0));
  writeWhole(to, piece);
  const rows = new RowCounter();
  rows.add(piece);
  return { bytes: piece.length, sha256: hash('sha256', piece), rows: rows.count };
}

async function copyLarge(from: number, to: number, signal?: AbortSignal): Promise<Omit<Copied, 'fd'>> {
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
