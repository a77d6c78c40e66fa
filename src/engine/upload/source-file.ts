import { createHash, type Hash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { toFsPath } from '../../base/byte-name';
import { FilemillError } from '../../shared/errors/filemill-error';
import { isUntouched, lookAt, versionOf, type FileVersion } from '../actions/file-version';
import { t } from '../../shared/words/words';

const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
const HASH_PIECE = 1024 * 1024;
const SEND_PIECE = 256 * 1024;
const RING_PIECES = 4;

/** A file while it is uploaded: opened once, read by place, and known to be the one that it was at the start. */
export class SourceFile {
  private constructor(
    readonly path: string,
    private readonly handle: FileHandle,
    readonly version: FileVersion,
  ) {}

  /**
   * Follows no link and waits at no pipe.
   *
   * @param path absolute
   * @throws FilemillError `file.*`
   */
  static async open(path: string): Promise<SourceFile> {
    let handle: FileHandle;
    try {
      handle = await open(toFsPath(path), FLAGS);
    } catch (error) {
      throw explained(error as NodeJS.ErrnoException);
    }
    const stats = await handle.stat({ bigint: true });
    if (stats.isFile()) return new SourceFile(path, handle, versionOf(stats));
    await handle.close();
    throw notRegular();
  }

  get size(): number {
    return this.version.size;
  }

  /** SHA-256 of all of it, in hexadecimal. */
  async sha256(signal: AbortSignal, progress: (bytes: number) => void = () => undefined): Promise<string> {
    const hash = createHash('sha256');
    await this.feed(0, this.size, [hash], signal, progress);
    return hash.digest('hex');
  }

  /** Feeds the bytes from `from` to before `to` to all hashes. */
  async feed(from: number, to: number, hashes: readonly Hash[], signal: AbortSignal, progress: (bytes: number) => void = () => undefined): Promise<void> {
    const allocate = (): Buffer => Buffer.allocUnsafeSlow(Math.min(HASH_PIECE, Math.max(1, to - from)));
    let [piece, other] = [allocate(), allocate()];
    let reading = from < to ? this.read(piece, from, to) : Promise.resolve(0);
    try {
      for (let at = from; at < to; ) {
        signal.throwIfAborted();
        const bytes = await reading;
        at += bytes;
        const read = piece.subarray(0, bytes);
        // The disk reads on meanwhile.
        if (at < to) reading = this.read(other, at, to);
        [piece, other] = [other, piece];
        for (const hash of hashes) hash.update(read);
        progress(at - from);
      }
    } finally {
      await reading.catch(() => undefined);
    }
  }

  /**
   * The bytes from `from` to before `to`.
   *
   * @param admit waits until so many bytes may go
   * @param pieceBytes at most so many at once
   * @param hash is fed with them on their way
   */
  stream(from: number, to: number, admit: (bytes: number) => Promise<void>, pieceBytes: number, hash: Hash | null = null): Readable {
    const size = Math.min(SEND_PIECE, pieceBytes);
    // Whole pieces are larger than what a socket takes at once: it holds one, the stream one, and one is read. None is still in
    // use when its turn comes again; and were it so, the checksums would tell.
    const ring = size === SEND_PIECE ? Array.from({ length: RING_PIECES }, () => Buffer.allocUnsafeSlow(SEND_PIECE)) : null;
    const read = (piece: Buffer, at: number): Promise<number> => this.read(piece, at, to);
    async function* pieces(): AsyncGenerator<Buffer> {
      for (let at = from, turn = 0; at < to; turn += 1) {
        const piece = (ring?.[turn % RING_PIECES] ?? Buffer.allocUnsafe(size)).subarray(0, Math.min(size, to - at));
        await admit(piece.length);
        const bytes = await read(piece, at);
        at += bytes;
        hash?.update(piece.subarray(0, bytes));
        yield piece.subarray(0, bytes);
      }
    }
    return Readable.from(pieces(), { objectMode: false, highWaterMark: SEND_PIECE });
  }

  /** @throws FilemillError `file.changed` or `file.vanished` where it, or what has its name, is not what it was */
  async checkUnchanged(): Promise<void> {
    const here = lookAt(this.path);
    if (!here) throw new FilemillError('file.vanished', t('The file is not there any more.'), { hint: t('It was not deleted by Filemill.') });
    if (!isUntouched(this.version, versionOf(here)) || !isUntouched(this.version, versionOf(await this.handle.stat({ bigint: true })))) throw changed();
  }

  async close(): Promise<void> {
    await this.handle.close();
  }

  private async read(piece: Buffer, at: number, to: number): Promise<number> {
    const { bytesRead } = await this.handle.read(piece, 0, Math.min(piece.length, to - at), at);
    if (bytesRead === 0) throw changed();
    return bytesRead;
  }
}

export const changed = (): FilemillError => new FilemillError('file.changed', t('The file changed while it was uploaded.'), { hint: t('It is uploaded again once it rests.') });
const notRegular = (): FilemillError => new FilemillError('file.notRegular', t('It is no regular file.'), { hint: t('Folders, links and devices are not uploaded.') });

function explained(error: NodeJS.ErrnoException): unknown {
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new FilemillError('file.vanished', t('There is no such file.'), { hint: t('Check its name.'), cause: error });
    case 'EACCES':
    case 'EPERM':
      return new FilemillError('file.denied', t('Filemill is not allowed to read the file.'), { hint: t('Give your account the right to read it.'), cause: error });
    case 'ELOOP':
    case 'ENXIO':
    case 'EISDIR':
      return notRegular();
    default:
      return new FilemillError('file.unreadable', t('The file can’t be read.'), { hint: t('Check the disk.'), details: error.message, cause: error });
  }
}
