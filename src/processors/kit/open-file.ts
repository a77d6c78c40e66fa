import { closeSync, constants, fstatSync, lstatSync, openSync, read, readSync, realpathSync, type BigIntStats } from 'node:fs';
import { promisify } from 'node:util';
import { hash } from 'node:crypto';
import { basename, dirname, isAbsolute, sep } from 'node:path';
import type { Source } from '../../shared/contract/worker-api';
import { FilemillError } from '../../shared/errors/filemill-error';
import { toFsPath } from '../../base/byte-name';
import { seeingArchivesAsFiles } from '../../base/no-archives';
import { changed, notRegular, outsideFolder, toFileError } from './io-error';
import { SMALL_FILE_BYTES, type SmallFileCache } from './small-file-cache';
import { t } from '../../shared/words/words';

const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
/** One read of this size keeps the event loop alive; two of them overlap reading with the work on the bytes. */
export const CHUNK_BYTES = 1024 * 1024;

const readAsync = promisify(read) as (
  fd: number,
  buffer: Buffer,
  offset: number,
  length: number,
  position: number,
) => Promise<{ bytesRead: number }>;

interface Identity {
  readonly size: number;
  readonly ino: bigint;
  readonly mtimeNs: bigint;
  readonly ctimeNs: bigint;
}

/**
 * One version of one file, opened once; every byte comes from that descriptor. Refuses anything but the regular file
 * that `source` describes. Throws FilemillError: `file.vanished`, `file.denied`, `file.notRegular`,
 * `file.outsideFolder`, `file.changed`, `file.locked`, `file.unreadable`, `system.exhausted`.
 */
export class OpenFile {
  /** The last part of the path, as in the ledger. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  private smallSha256: string | undefined;

  private constructor(
    readonly source: Source,
    private readonly fsPath: string | Buffer,
    private readonly identity: Identity,
    /** Null when the bytes are all in `whole`. */
    private fd: number | null,
    private whole: Buffer | null,
  ) {
    this.name = basename(source.path);
    this.size = identity.size;
  }

  static open(source: Source, cache?: SmallFileCache): OpenFile {
    return seeingArchivesAsFiles(() => OpenFile.openAsFile(source, cache));
  }

  private static openAsFile(source: Source, cache?: SmallFileCache): OpenFile {
    const fsPath = fullPath(source);
    const cached = cache?.take(cacheKey(source));
    let fd: number | null = null;
    try {
      const before = lstatSync(fsPath, { bigint: true });
      if (!before.isFile()) throw notRegular();
      checkInside(source, fsPath);
      if (cached) {
        const file = new OpenFile(source, fsPath, matching(before, source), null, cached.bytes);
        file.smallSha256 = cached.sha256;
        return file;
      }
      fd = openSync(fsPath, OPEN_FLAGS);
      const stats = fstatSync(fd, { bigint: true });
      if (!stats.isFile()) throw notRegular();
      if (stats.ino !== before.ino) throw changed('another file took its place while it was opened');
      const file = new OpenFile(source, fsPath, matching(stats, source), fd, null);
      if (file.size <= SMALL_FILE_BYTES) file.whole = file.readSmall(fd);
      return file;
    } catch (thrown) {
      if (fd !== null) closeSync(fd);
      throw toFileError(thrown);
    }
  }

  /** The whole content when the file is small, else null. */
  get smallBytes(): Buffer | null {
    return this.whole && this.whole.length <= SMALL_FILE_BYTES ? this.whole : null;
  }

  /** SHA-256 in hex of a small file; computed once. Null when the file is not small. */
  get sha256OfSmall(): string | null {
    if (!this.smallBytes) return null;
    this.smallSha256 ??= hash('sha256', this.smallBytes);
    return this.smallSha256;
  }

  /** Hands the bytes to the next call on the same version of this file. */
  keepFor(cache: SmallFileCache): void {
    const sha256 = this.sha256OfSmall;
    if (sha256 && this.smallBytes) cache.put(cacheKey(this.source), { bytes: this.smallBytes, sha256 });
  }

  /** The whole file in one buffer. Throws `file.tooLarge` beyond `maxBytes`. */
  async readAll(maxBytes: number, signal?: AbortSignal): Promise<Buffer> {
    if (this.size > maxBytes) throw tooLarge(this.size, maxBytes);
    if (this.whole) return this.whole;
    const bytes = Buffer.allocUnsafeSlow(this.size);
    for (let at = 0; at < this.size; at += 4 * CHUNK_BYTES) {
      throwIfCancelled(signal);
      await this.fill(bytes.subarray(at, Math.min(at + 4 * CHUNK_BYTES, this.size)), at);
    }
    return bytes;
  }

  /** Up to `length` bytes from `offset`; fewer only at the end of the file. */
  async readRange(offset: number, length: number): Promise<Buffer> {
    const end = Math.min(offset + length, this.size);
    if (offset >= end) return Buffer.alloc(0);
    if (this.whole) return this.whole.subarray(offset, end);
    const bytes = Buffer.allocUnsafe(end - offset);
    await this.fill(bytes, offset);
    return bytes;
  }

  /**
   * The file from its start in pieces. A piece is valid only until the next one is asked for: two buffers take turns,
   * the one being filled while the other is worked on.
   */
  async *chunks(chunkBytes = CHUNK_BYTES, signal?: AbortSignal): AsyncGenerator<Buffer, void, undefined> {
    if (this.whole) {
      for (let at = 0; at < this.whole.length; at += chunkBytes) yield this.whole.subarray(at, at + chunkBytes);
      return;
    }
    let filling = Buffer.allocUnsafeSlow(chunkBytes);
    let spare = Buffer.allocUnsafeSlow(chunkBytes);
    const start = (at: number): Promise<Buffer> | null => {
      if (at >= this.size) return null;
      const piece = filling.subarray(0, Math.min(chunkBytes, this.size - at));
      [filling, spare] = [spare, filling];
      const filled = this.fill(piece, at).then(() => piece);
      filled.catch(() => undefined);
      return filled;
    };
    let at = 0;
    let next = start(at);
    try {
      while (next) {
        throwIfCancelled(signal);
        const piece = await next;
        at += piece.length;
        next = start(at);
        yield piece;
      }
    } finally {
      // A read still under way must not outlive the descriptor.
      await next?.catch(() => undefined);
    }
  }

  /** Throws `file.changed` or `file.vanished` unless the path still leads to exactly the version that was opened. */
  verifyUnchanged(): void {
    try {
      this.compare(seeingArchivesAsFiles(() => lstatSync(this.fsPath, { bigint: true })));
      if (this.fd !== null) this.compare(fstatSync(this.fd, { bigint: true }));
    } catch (thrown) {
      throw toFileError(thrown);
    }
  }

  close(): void {
    if (this.fd !== null) closeSync(this.fd);
    this.fd = null;
    this.whole = null;
  }

  private compare(now: BigIntStats): void {
    const { size, ino, mtimeNs, ctimeNs } = this.identity;
    if (now.ino !== ino) throw changed('another file took its place');
    if (Number(now.size) !== size) throw changed(`size ${size} became ${now.size}`);
    if (now.mtimeNs !== mtimeNs || now.ctimeNs !== ctimeNs) throw changed('its time of change moved');
  }

  /** One read of one byte more than expected: a file that grew is noticed without a second call. */
  private readSmall(fd: number): Buffer {
    const bytes = Buffer.allocUnsafeSlow(this.size + 1);
    const got = readSync(fd, bytes, 0, this.size + 1, 0);
    if (got > this.size) throw changed('it grew while it was read');
    for (let at = got; at < this.size; ) {
      const more = readSync(fd, bytes, at, this.size - at, at);
      if (more === 0) throw changed('it became shorter while it was read');
      at += more;
    }
    return bytes.subarray(0, this.size);
  }

  private async fill(bytes: Buffer, position: number): Promise<void> {
    try {
      for (let at = 0; at < bytes.length; ) {
        if (this.fd === null) throw new Error('read after close');
        const { bytesRead } = await readAsync(this.fd, bytes, at, bytes.length - at, position + at);
        if (bytesRead === 0) throw changed('it became shorter while it was read');
        at += bytesRead;
      }
    } catch (thrown) {
      throw toFileError(thrown);
    }
  }
}

export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new FilemillError('call.cancelled', t('Reading the file was cancelled.'));
}

function tooLarge(size: number, maxBytes: number): FilemillError {
  const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6).toLocaleString('en')} MB`;
  return new FilemillError(
    'file.tooLarge',
    t('The file has {size}, files of this kind are read up to {maxBytes}.', { size: megabytes(size), maxBytes: megabytes(maxBytes) }),
    { hint: t('Split the file, or keep it as it is: it stays in the list with its checksum.') },
  );
}

function cacheKey(source: Source): string {
  return `${source.ino}\0${source.size}\0${source.mtimeMs}\0${source.root}\0${source.path}`;
}

function fullPath(source: Source): string | Buffer {
  const parts = source.path.split('/');
  const leavesRoot = isAbsolute(source.path) || parts.includes('..') || parts.includes('') || parts.includes('.');
  if (leavesRoot || source.path.includes('\0') || source.root.includes('\0')) throw outsideFolder();
  return toFsPath(source.root.endsWith(sep) ? source.root + source.path : source.root + sep + source.path);
}

/** The folder in which the file really lies is the root or below it, all links followed. */
function checkInside(source: Source, fsPath: string | Buffer): void {
  if (!source.path.includes('/')) return;
  const parent = typeof fsPath === 'string' ? dirname(fsPath) : fsPath.subarray(0, fsPath.lastIndexOf(0x2f));
  const realParent = realPath(parent);
  const realRoot = realPath(toFsPath(source.root));
  const prefix = realRoot.endsWith(sep) ? realRoot : realRoot + sep;
  if (realParent !== realRoot && !realParent.startsWith(prefix)) throw outsideFolder();
}

/** As a string of its bytes, so that names that are not UTF-8 compare exactly. */
function realPath(path: string | Buffer): string {
  return realpathSync.native(path, { encoding: 'buffer' }).toString('latin1');
}

/** Throws `file.changed` unless the stats are those of the version that the engine saw. */
function matching(stats: BigIntStats, source: Source): Identity {
  const size = Number(stats.size);
  if (size !== source.size) throw changed(`${source.size} bytes when it was found, ${size} now`);
  if (stats.ino.toString() !== source.ino) throw changed('another file has taken its name');
  if (!isSameTime(Number(stats.mtimeNs) / 1e6, source.mtimeMs)) throw changed('it was written again');
  return { size, ino: stats.ino, mtimeNs: stats.mtimeNs, ctimeNs: stats.ctimeNs };
}

/** Milliseconds as `Stats.mtimeMs` gives them, with or without the fraction. */
function isSameTime(actual: number, expected: number): boolean {
  if (Number.isInteger(expected)) return Math.floor(actual) === expected || Math.abs(actual - expected) < 0.001;
  return Math.abs(actual - expected) < 0.001;
}
