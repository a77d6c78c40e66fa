import { createHash, hash } from 'node:crypto';
import { closeSync, constants, fstatSync, futimesSync, openSync, readSync, type Stats } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip, gunzipSync, gzipSync } from 'node:zlib';
import { toFsPath } from '../../base/byte-name';
import { FilemillError } from '../../shared/errors/filemill-error';
import { openTemporary, writeWhole } from './write-temporary';

const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
const SMALL_BYTES = 1024 * 1024;
const PIECE_BYTES = 256 * 1024;
const LEVEL = 6;

export interface PackedFile {
  /** Of the packed file, open for reading. */
  fd: number;
  stats: Stats;
  sha256: string;
  packedBytes: number;
}

/**
 * Packs a file with gzip under a temporary name, and unpacks it again to prove it.
 *
 * @throws FilemillError `file.notRegular`, `file.changed`, `archive.notVerified`; what reading and writing throw
 */
export async function packFile(path: string, temporary: string, signal?: AbortSignal): Promise<PackedFile> {
  const from = openSync(toFsPath(path), FLAGS);
  let fd: number | null = null;
  try {
    const stats = fstatSync(from);
    if (!stats.isFile()) throw new FilemillError('file.notRegular', 'It is no regular file.', { hint: 'It stays where it is.' });
    fd = openTemporary(temporary);
    const { bytes, sha256 } = stats.size <= SMALL_BYTES ? packSmall(from, fd, stats.size) : await packLarge(from, fd, temporary, signal);
    const after = fstatSync(from);
    if (bytes !== stats.size || after.mtimeMs !== stats.mtimeMs || after.size !== stats.size) throw new FilemillError('file.changed', 'It changed while it was read.', { hint: 'It is archived when it has come to rest.' });
    futimesSync(fd, stats.atime, stats.mtime);
    const packed = { fd, stats, sha256, packedBytes: fstatSync(fd).size };
    fd = null;
    return packed;
  } finally {
    closeSync(from);
    if (fd !== null) closeSync(fd);
  }
}

function packSmall(from: number, to: number, size: number): { bytes: number; sha256: string } {
  const bytes = readAll(from, size);
  const packed = gzipSync(bytes, { level: LEVEL });
  writeWhole(to, packed);
  if (!gunzipSync(readAll(to, packed.length), { maxOutputLength: SMALL_BYTES + 1 }).equals(bytes)) throw notVerified();
  return { bytes: bytes.length, sha256: hash('sha256', bytes) };
}

function readAll(fd: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  let at = 0;
  for (let length = 1; length > 0 && at < size; at += length) length = readSync(fd, bytes, at, size - at, at);
  return bytes.subarray(0, at);
}

async function packLarge(from: number, to: number, temporary: string, signal?: AbortSignal): Promise<{ bytes: number; sha256: string }> {
  const hashing = createHash('sha256');
  let bytes = 0;
  const counted = function* (): Generator<Buffer> {
    for (const piece of piecesOf(from)) {
      hashing.update(piece);
      bytes += piece.length;
      yield piece;
    }
  };
  await pipeline(counted, createGzip({ level: LEVEL }), writingTo(to), { signal });
  const sha256 = hashing.digest('hex');
  if ((await unpackedHash(temporary, signal)) !== sha256) throw notVerified();
  return { bytes, sha256 };
}

/** SHA-256 of what a gzip file holds. */
export async function unpackedHash(path: string, signal?: AbortSignal): Promise<string> {
  const hashing = createHash('sha256');
  const fd = openSync(toFsPath(path), FLAGS);
  try {
    const hashed = async (source: AsyncIterable<Buffer>): Promise<void> => {
      for await (const piece of source) hashing.update(piece);
    };
    await pipeline(() => piecesOf(fd), createGunzip(), hashed, { signal });
  } finally {
    closeSync(fd);
  }
  return hashing.digest('hex');
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

const notVerified = (): FilemillError => new FilemillError('archive.notVerified', 'What was packed did not come out the same.', { hint: 'The file stays where it is. Check the disk.' });
