import { createHash, hash } from 'node:crypto';
import { closeSync, constants, fstatSync, fsyncSync, futimesSync, openSync, readSync, type Stats } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { toFsPath } from '../../base/byte-name';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { Packer } from './archiving/packers';
import type { FileInMaking } from './file-in-making';
import { openTemporary, writeWhole } from './write-temporary';
import { t } from '../../shared/words/words';

const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
const SMALL_BYTES = 1024 * 1024;
const PIECE_BYTES = 256 * 1024;

export interface PackedFile {
  stats: Stats;
  sha256: string;
  packedBytes: number;
}

/**
 * Packs a file into a new one, and unpacks that again to prove it.
 *
 * @throws FilemillError `file.notRegular`, `file.changed`, `archive.notVerified`; what reading and writing throw
 */
export async function packFile(path: string, { fd }: FileInMaking, packer: Packer, signal?: AbortSignal): Promise<PackedFile> {
  const from = openSync(toFsPath(path), FLAGS);
  try {
    const stats = fstatSync(from);
    if (!stats.isFile()) throw new FilemillError('file.notRegular', t('It is no regular file.'), { hint: t('It stays where it is.') });
    const { bytes, ...packed } = stats.size <= SMALL_BYTES ? packSmall(from, fd, stats.size, packer) : await packLarge(from, fd, packer, signal);
    const after = fstatSync(from);
    if (bytes !== stats.size || after.mtimeMs !== stats.mtimeMs || after.size !== stats.size) throw new FilemillError('file.changed', t('It changed while it was read.'), { hint: t('It is archived when it has come to rest.') });
    futimesSync(fd, stats.atime, stats.mtime);
    return { stats, ...packed };
  } finally {
    closeSync(from);
  }
}

/** What was read, and what came of it. */
type Packed = Omit<PackedFile, 'stats'> & { bytes: number };

function packSmall(from: number, to: number, size: number, packer: Packer): Packed {
  const bytes = readAll(from, size);
  const packed = packer.pack(bytes);
  writeWhole(to, packed);
  if (!holds(packer, readAll(to, packed.length), bytes)) throw notVerified();
  return { bytes: bytes.length, sha256: hash('sha256', bytes), packedBytes: packed.length };
}

function holds(packer: Packer, packed: Buffer, bytes: Buffer): boolean {
  try {
    return packer.unpack(packed, bytes.length + 1).equals(bytes);
  } catch {
    // Damaged, or too much.
    return false;
  }
}

function readAll(fd: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  let at = 0;
  for (let length = 1; length > 0 && at < size; at += length) length = readSync(fd, bytes, at, size - at, at);
  return bytes.subarray(0, at);
}

async function packLarge(from: number, to: number, packer: Packer, signal?: AbortSignal): Promise<Packed> {
  const hashing = createHash('sha256');
  let bytes = 0;
  const counted = function* (): Generator<Buffer> {
    for (const piece of piecesOf(from)) {
      hashing.update(piece);
      bytes += piece.length;
      yield piece;
    }
  };
  await pipeline(counted, packer.packing(), writingTo(to), { signal });
  const sha256 = hashing.digest('hex');
  if ((await hashUnpacked(to, packer, signal)) !== sha256) throw notVerified();
  return { bytes, sha256, packedBytes: fstatSync(to).size };
}

/** SHA-256 of what a packed file holds. */
export async function unpackedHash(path: string, packer: Packer, signal?: AbortSignal): Promise<string> {
  const fd = openSync(toFsPath(path), FLAGS);
  try {
    return await hashUnpacked(fd, packer, signal);
  } finally {
    closeSync(fd);
  }
}

async function hashUnpacked(fd: number, packer: Packer, signal?: AbortSignal): Promise<string> {
  const hashing = createHash('sha256');
  const hashed = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const piece of source) hashing.update(piece);
  };
  await pipeline(() => piecesOf(fd), packer.unpacking(), hashed, { signal });
  return hashing.digest('hex');
}

/** Unpacks it under another name, and holds it against what it was. @throws FilemillError `file.damaged` */
export async function unpackFile(path: string, temporary: string, packer: Packer, sha256: string): Promise<void> {
  const hashing = createHash('sha256');
  const from = openSync(toFsPath(path), FLAGS);
  const to = openTemporary(temporary);
  try {
    const written = async (source: AsyncIterable<Buffer>): Promise<void> => {
      for await (const piece of source) {
        hashing.update(piece);
        writeWhole(to, piece);
      }
    };
    await pipeline(() => piecesOf(from), packer.unpacking(), written);
    fsyncSync(to);
  } finally {
    closeSync(from);
    closeSync(to);
  }
  if (hashing.digest('hex') !== sha256) throw new FilemillError('file.damaged', t('The archive does not hold what was put into it.'), { hint: t('Nothing was restored.') });
}

function* piecesOf(fd: number): Generator<Buffer> {
  for (let at = 0; ; ) {
    const piece = Buffer.allocUnsafe(PIECE_BYTES);
    const length = readSync(fd, piece, 0, piece.length, at);
    if (length === 0) return;
    at += length;
    yield piece.subarray(0, length);
  }
}

const writingTo =
  (fd: number) =>
  async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const piece of source) writeWhole(fd, piece);
  };

const notVerified = (): FilemillError => new FilemillError('archive.notVerified', t('What was packed did not come out the same.'), { hint: t('The file stays where it is. Check the disk.') });
