import { createHash } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { toFsPath } from '../../../base/byte-name';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { displayName } from '../../../shared/model/display-name';
import type { PackSource } from '../../../shared/model/packing';
import { changed, toFileError } from '../../kit/io-error';
import { OpenFile } from '../../kit/open-file';
import { BLOCK_BYTES } from './deflate-block';

/** One file that goes into an archive: opened once, without following a link, read once, and hashed while it is read. */
export class OpenSource {
  private hashed: string | null;

  private constructor(
    private readonly source: PackSource,
    private readonly file: OpenFile,
  ) {
    this.hashed = file.sha256OfSmall;
  }

  /** @throws FilemillError `file.changed` unless it is the version that was listed, and what opening a file throws */
  static open(source: PackSource): OpenSource {
    return naming(source, () => {
      const { path, size, mtimeMs } = source;
      const { ino } = lstatSync(toFsPath(path), { bigint: true });
      return new OpenSource(source, OpenFile.open({ fileId: 0, root: dirname(path), path: basename(path), size, mtimeMs, ino: String(ino) }));
    });
  }

  get size(): number {
    return this.file.size;
  }

  /** The whole content of a small file; null of others. */
  get whole(): Buffer | null {
    return this.file.smallBytes;
  }

  /** Of what `whole` or `pieces` gave. */
  get sha256(): string {
    if (this.hashed === null) throw new Error('asked for its hash before it was read');
    return this.hashed;
  }

  /** From its start to its end, each piece but the last of `BLOCK_BYTES`; pieces are the receiver's own. */
  async *pieces(signal: AbortSignal): AsyncGenerator<Buffer, void, undefined> {
    const hash = createHash('sha256');
    let next = this.readAt(0);
    for (let at = 0; at < this.size; at += BLOCK_BYTES) {
      const piece = await next;
      signal.throwIfAborted();
      next = this.readAt(at + piece.length);
      hash.update(piece);
      yield piece;
    }
    this.hashed = hash.digest('hex');
  }

  /** Some bytes of it, to look at. */
  sample(at: number, length: number): Promise<Buffer> {
    return this.file.readRange(at, length);
  }

  /** @throws FilemillError `file.changed`, `file.vanished` */
  checkUnchanged(): void {
    naming(this.source, () => this.file.verifyUnchanged());
  }

  close(): void {
    this.file.close();
  }

  private readAt(at: number): Promise<Buffer> {
    const piece = this.file.readRange(at, BLOCK_BYTES).catch((thrown: unknown) => {
      throw named(this.source, thrown);
    });
    // Told when it is asked for.
    piece.catch(() => undefined);
    return piece;
  }
}

/** @throws FilemillError `file.changed` when it is no folder any more */
export function checkFolder(source: PackSource): void {
  naming(source, () => {
    if (!lstatSync(toFsPath(source.path)).isDirectory()) throw changed('it is no folder any more');
  });
}

/** A last look at what was packed some time ago. Throws `file.changed`, `file.vanished`. */
export function checkStillThere(source: PackSource): void {
  naming(source, () => {
    const { size, mtimeMs } = lstatSync(toFsPath(source.path));
    if (size !== source.size || Math.abs(mtimeMs - source.mtimeMs) >= 1) throw changed('it was written while the archive was made');
  });
}

function naming<T>(source: PackSource, work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    throw named(source, thrown);
  }
}

/** Among many files it must be told which one. */
function named(source: PackSource, thrown: unknown): FilemillError {
  const { code, message, hint, details } = toFileError(thrown);
  return new FilemillError(code, `${displayName(source.name)}: ${message}`, { hint, cause: thrown, ...(details === undefined ? {} : { details }) });
}
