import { createHash, hash, type Hash } from 'node:crypto';
import { closeSync, futimesSync, writeSync } from 'node:fs';
import { FilemillError } from '../../../shared/errors/filemill-error';
import type { EntryWarning } from '../../../shared/model/archive';
import type { EntrySink } from '../archive-reader';
import type { WriteVerdict } from '../guard/verdict';
import { refusalOf } from './refusal-of';
import { closeQuietly } from './target-folder';
import type { Unpacking } from './unpacking';
import { EntryRefusal, toWriteError } from './write-error';

/** SHA-256 of nothing. */
const EMPTY_SHA256 = hash('sha256', Buffer.alloc(0));

/** Hears of one entry. */
export interface SinkListener {
  /** Its first bytes are there. */
  begun(): void;
  /** Once: all of it is written, or nothing is left of it. */
  ended(isWritten: boolean): void;
}

/**
 * Writes one entry into a new file and hashes it on the way. What is written counts, not what the archive says; a file that
 * is not whole in the end is taken away again.
 */
export class FileSink implements EntrySink {
  private fd: number | null = null;
  private isCreated = false;
  private bytes = 0;
  private hash: Hash | null = null;
  private sha256: string | null = null;
  private refusal: EntryWarning | null = null;
  private isOver = false;

  constructor(
    private readonly verdict: WriteVerdict,
    private readonly run: Unpacking,
    private readonly listener: SinkListener | null = null,
  ) {}

  write(piece: Uint8Array): void {
    this.attempt(() => {
      this.claim(piece.length);
      this.fd ??= this.create();
      for (let at = 0; at < piece.length; ) at += writeSync(this.fd, piece, at, piece.length - at);
      this.addToHash(piece);
    });
  }

  end(): void {
    this.attempt(() => {
      const { verdict, run } = this;
      const fd = this.fd ?? this.create();
      const { modified } = verdict.entry;
      if (modified !== null) setTime(fd, modified);
      this.fd = null;
      closeSync(fd);
      this.isOver = true;
      const sha256 = this.sha256 ?? this.hash?.digest('hex') ?? EMPTY_SHA256;
      run.addWritten(verdict, this.bytes, sha256);
      this.listener?.ended(true);
    });
  }

  fail(error: FilemillError): void {
    if (this.isOver) return;
    this.takeAway();
    const { code, message } = this.refusal ?? refusalOf(error);
    this.run.addRefused({ entry: this.verdict.entry, code, reason: message });
    this.listener?.ended(false);
  }

  private claim(bytes: number): void {
    if (this.bytes + bytes > this.verdict.maxBytes) throw new EntryRefusal(this.verdict.beyond);
    const beyond = this.run.claim(bytes);
    if (beyond) throw new EntryRefusal(beyond);
    this.bytes += bytes;
  }

  private create(): number {
    const { relativePath, mode } = this.verdict;
    this.listener?.begun();
    this.run.room.takeFile();
    const fd = this.run.target.createFile(relativePath, mode);
    this.fd = fd;
    this.isCreated = true;
    return fd;
  }

  /** An entry that comes in one piece is hashed in one call, which is several times quicker for small ones. */
  private addToHash(piece: Uint8Array): void {
    if (this.bytes === piece.length && this.bytes === this.verdict.size) {
      this.sha256 = hash('sha256', piece);
      return;
    }
    this.hash ??= createHash('sha256');
    this.hash.update(piece);
  }

  private attempt(act: () => void): void {
    try {
      act();
    } catch (thrown) {
      const error = toWriteError(thrown);
      if (error instanceof EntryRefusal) {
        this.refusal = error.warning;
        throw new FilemillError('file.tooLarge', error.warning.message);
      }
      if (error instanceof FilemillError) this.run.fatal ??= error;
      throw error;
    }
  }

  private takeAway(): void {
    this.isOver = true;
    this.run.giveBack(this.bytes);
    if (this.fd !== null) closeQuietly(this.fd);
    this.fd = null;
    if (!this.isCreated) return;
    try {
      this.run.target.removeFile(this.verdict.relativePath);
    } catch (thrown) {
      const error = toWriteError(thrown);
      if (error instanceof FilemillError) this.run.fatal ??= error;
    }
  }
}

/** A time that the file system does not take is not worth losing the file. */
function setTime(fd: number, modifiedMs: number): void {
  try {
    futimesSync(fd, modifiedMs / 1000, modifiedMs / 1000);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EIO') throw thrown;
  }
}
