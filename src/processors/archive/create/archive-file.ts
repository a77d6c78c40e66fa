import { closeSync, constants, openSync, rmSync, writeSync } from 'node:fs';
import { toFsPath } from '../../../base/byte-name';
import { toFileError } from '../../kit/io-error';

const GATHERED_BYTES = 1024 * 1024;
const OPEN_FLAGS = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);

/** A new file that is written from its beginning, small pieces gathered. Throws `disk.full` and `file.unreadable`. */
export class ArchiveFile {
  private readonly gathered = Buffer.allocUnsafeSlow(GATHERED_BYTES);
  private gatheredBytes = 0;
  private writtenBytes = 0;

  private constructor(
    readonly path: string,
    private readonly descriptor: number,
  ) {}

  /** @throws FilemillError also when there is something of that name */
  static create(path: string): ArchiveFile {
    try {
      return new ArchiveFile(path, openSync(toFsPath(path), OPEN_FLAGS, 0o666));
    } catch (thrown) {
      throw toFileError(thrown);
    }
  }

  /** Bytes so far. */
  get length(): number {
    return this.writtenBytes + this.gatheredBytes;
  }

  append(bytes: Uint8Array): void {
    const isLarge = bytes.length > GATHERED_BYTES / 2;
    if (isLarge || this.gatheredBytes + bytes.length > GATHERED_BYTES) this.flush();
    if (isLarge) {
      this.write(bytes, this.writtenBytes);
      this.writtenBytes += bytes.length;
      return;
    }
    this.gathered.set(bytes, this.gatheredBytes);
    this.gatheredBytes += bytes.length;
  }

  /** Puts bytes in the place of others that were appended before. */
  rewrite(at: number, bytes: Uint8Array): void {
    this.flush();
    this.write(bytes, at);
  }

  /** Nothing is gathered any more. */
  finish(): void {
    this.flush();
  }

  close(): void {
    closeSync(this.descriptor);
  }

  private flush(): void {
    this.write(this.gathered.subarray(0, this.gatheredBytes), this.writtenBytes);
    this.writtenBytes += this.gatheredBytes;
    this.gatheredBytes = 0;
  }

  private write(bytes: Uint8Array, position: number): void {
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.descriptor, bytes, at, bytes.length - at, position + at);
    } catch (thrown) {
      throw toFileError(thrown);
    }
  }
}

/** Nothing is left at `path`. */
export function discardFile(path: string): void {
  rmSync(toFsPath(path), { force: true });
}
