import { createHash, hash, type Hash } from 'node:crypto';
import { closeSync, writeSync } from 'node:fs';
import type { WriteVerdict } from '../guard/verdict';
import type { FileOutput } from './file-output';
import { setTime } from './set-time';
import { closeQuietly, type TargetFolder } from './target-folder';

/** SHA-256 of nothing. */
const EMPTY_SHA256 = hash('sha256', Buffer.alloc(0));

/** A file of any size, written piece by piece as it comes, and hashed on the way. */
export class WrittenHere implements FileOutput {
  private fd: number | null = null;
  private isMade = false;
  private bytes = 0;
  private hash: Hash | null = null;
  private sha256: string | null = null;

  constructor(
    private readonly verdict: WriteVerdict,
    private readonly target: TargetFolder,
  ) {}

  write(piece: Uint8Array): void {
    this.fd ??= this.make();
    for (let at = 0; at < piece.length; ) at += writeSync(this.fd, piece, at, piece.length - at);
    this.bytes += piece.length;
    this.addToHash(piece);
  }

  end(done: (sha256: string) => void): void {
    const fd = this.fd ?? this.make();
    const { modified } = this.verdict.entry;
    if (modified !== null) setTime(fd, modified);
    this.fd = null;
    closeSync(fd);
    done(this.sha256 ?? this.hash?.digest('hex') ?? EMPTY_SHA256);
  }

  discard(): void {
    if (this.fd !== null) closeQuietly(this.fd);
    this.fd = null;
    if (this.isMade) this.target.removeFile(this.verdict.relativePath);
  }

  private make(): number {
    const { relativePath, mode } = this.verdict;
    this.fd = this.target.createFile(relativePath, mode);
    this.isMade = true;
    return this.fd;
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
}
