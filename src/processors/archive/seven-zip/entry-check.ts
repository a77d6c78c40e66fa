import { createHash, type Hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { ListedEntry } from './entry-of';

/** Compares what comes with the checksum that the archive has for it. */
export class EntryCheck {
  private sum = 0;
  private readonly sha1: Hash | null;

  constructor(private readonly listed: ListedEntry) {
    this.sha1 = listed.sha1 === null ? null : createHash('sha1');
  }

  /** Whether wrong bytes would be noticed. */
  static isPossible({ entry, sha1 }: ListedEntry): boolean {
    return entry.crc !== null || sha1 !== null;
  }

  update(piece: Uint8Array): void {
    if (this.listed.entry.crc !== null) this.sum = crc32(piece, this.sum);
    this.sha1?.update(piece);
  }

  /** True where there is nothing to compare with. */
  fits(): boolean {
    const { entry, sha1 } = this.listed;
    if (entry.crc !== null && this.sum.toString(16).padStart(8, '0') !== entry.crc) return false;
    return this.sha1 === null || this.sha1.digest('hex') === sha1;
  }
}
