import { createHash, hash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { basename } from 'node:path';
import { toFsPath } from '../../base/byte-name';
import { displayName } from '../../shared/model/display-name';
import type { KnownChecksum } from '../acting/content/find-checksum';
import { HandoffFault } from './faults';
import { t } from '../../shared/words/words';

const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
const PIECE_BYTES = 1024 * 1024;
/** Between two looks of the event loop at other work. */
const BREATHE_AFTER = 8;
/** What is read at once; one buffer serves all. */
const small = Buffer.allocUnsafeSlow(64 * 1024);

export interface Verified {
  bytes: number;
  stats: Stats;
}

/**
 * Reads a data file once, and holds it against its sidecar.
 *
 * @param sink gets each piece, which is valid until the promise of the call is settled
 * @throws HandoffFault `dataMissing`, `dataNotFile`, `dataDenied`, `sizeMismatch`, `checksumMismatch`
 */
export function verifyData(path: string, size: number | undefined, checksum: KnownChecksum, sink?: (piece: Buffer) => void, signal?: AbortSignal): Verified | Promise<Verified> {
  const { fd, stats } = openData(path, size);
  let isHandedOn = false;
  try {
    if (stats.size < small.length) {
      const length = readSync(fd, small, 0, small.length, 0);
      const piece = small.subarray(0, length);
      compareChecksums(hash(checksum.algorithm, piece), checksum, path);
      sink?.(piece);
      return { bytes: length, stats };
    }
    isHandedOn = true;
    return verifyLarge(fd, stats, checksum, path, sink, signal).finally(() => closeSync(fd));
  } finally {
    if (!isHandedOn) closeSync(fd);
  }
}

/** The same but for its checksum: nothing is read. */
export function lookAtData(path: string, size: number | undefined): Stats {
  const { fd, stats } = openData(path, size);
  closeSync(fd);
  return stats;
}

/** Closes it again where it does not fit. */
function openData(path: string, size: number | undefined): { fd: number; stats: Stats } {
  const fd = open(path);
  const stats = fstatSync(fd);
  if (stats.isFile() && (size === undefined || stats.size === size)) return { fd, stats };
  closeSync(fd);
  const shown = shownName(path);
  if (!stats.isFile()) throw new HandoffFault('dataNotFile', t('{shown} is no regular file.', { shown }));
  throw new HandoffFault('sizeMismatch', t('{shown} has {bytes, number} bytes, and its sidecar says {said, number}.', { shown, bytes: stats.size, said: size ?? 0 }));
}

async function verifyLarge(fd: number, stats: Stats, checksum: KnownChecksum, path: string, sink?: (piece: Buffer) => void, signal?: AbortSignal): Promise<Verified> {
  const hashing = createHash(checksum.algorithm);
  const buffer = Buffer.allocUnsafeSlow(PIECE_BYTES);
  let bytes = 0;
  for (let count = 1; ; count += 1) {
    signal?.throwIfAborted();
    const length = readSync(fd, buffer, 0, buffer.length, bytes);
    if (length === 0) break;
    bytes += length;
    hashing.update(buffer.subarray(0, length));
    sink?.(buffer.subarray(0, length));
    if (count % BREATHE_AFTER === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  compareChecksums(hashing.digest('hex'), checksum, path);
  return { bytes, stats };
}

/** @param path of the data, or its name. @throws HandoffFault `checksumMismatch` */
export function compareChecksums(digits: string, checksum: KnownChecksum, path: string): void {
  if (digits === checksum.digits) return;
  throw new HandoffFault('checksumMismatch', t('The checksum of {shown} is {digits}…, and its sidecar says {said}….', { shown: shownName(path), digits: digits.slice(0, 12), said: checksum.digits.slice(0, 12) }));
}

const shownName = (path: string): string => displayName(basename(path));

function open(path: string): number {
  try {
    return openSync(toFsPath(path), FLAGS);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const shown = shownName(path);
    if (code === 'ENOENT') throw new HandoffFault('dataMissing', t('{shown} is not there, only its sidecar.', { shown }));
    if (code === 'ELOOP' || code === 'ENXIO') throw new HandoffFault('dataNotFile', t('{shown} is a link or a device, and is not followed.', { shown }));
    throw new HandoffFault('dataDenied', t('{shown} can’t be read ({code}).', { shown, code: code ?? t('no reason given') }));
  }
}
