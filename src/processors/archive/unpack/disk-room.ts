import { statfsSync } from 'node:fs';
import { toFsPath } from '../../../base/byte-name';
import { diskFull } from './write-error';

/** A twentieth of a disk is left free, and never more than this is asked for. */
const SHARE = 0.05;
const MOST_KEPT_BYTES = 500_000_000;
/** Others write, too: free space is asked for again after so much. */
const ASK_AGAIN_BYTES = 64_000_000;
/** What a small file takes at least. */
const BLOCK_BYTES = 4096;

/** Sees to it that unpacking leaves some of the disk free. */
export class DiskRoom {
  private leftBytes: number;
  private untilAskedBytes = ASK_AGAIN_BYTES;

  constructor(
    private readonly folder: string,
    private readonly statfs: typeof statfsSync = statfsSync,
  ) {
    this.leftBytes = this.ask();
  }

  /** What may still be written. */
  get left(): number {
    return this.leftBytes;
  }

  /** @throws FilemillError `disk.full` */
  take(bytes: number): void {
    this.leftBytes -= bytes;
    this.untilAskedBytes -= bytes;
    if (this.untilAskedBytes < 0 || this.leftBytes < 0) {
      this.leftBytes = this.ask() - bytes;
      this.untilAskedBytes = ASK_AGAIN_BYTES;
    }
    if (this.leftBytes < 0) throw diskFull();
  }

  takeFile(): void {
    this.take(BLOCK_BYTES);
  }

  /** Infinite where the file system does not tell, as some network drives. */
  private ask(): number {
    try {
      const { bavail, blocks, bsize } = this.statfs(toFsPath(this.folder));
      return bavail * bsize - Math.min(SHARE * blocks * bsize, MOST_KEPT_BYTES);
    } catch {
      return Infinity;
    }
  }
}
