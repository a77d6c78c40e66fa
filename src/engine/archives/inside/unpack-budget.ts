import { FilemillError } from '../../../shared/errors/filemill-error';
import type { RefusedEntry, UnpackLimits, UnpackedEntry } from '../../../shared/model/archive';
import { formatBytes } from '../../../shared/model/format-bytes';
import { diskOf, leftFree } from '../../upkeep/disk-room';
import { t } from '../../../shared/words/words';

/** Unpacking an archive with all that is nested in it takes no longer, however long each is allowed by itself. */
const MOST_MS = 20 * 60_000;

/** What an archive and all that are nested in it may still take, however often each is small in itself. */
export class UnpackBudget {
  private bytesLeft: number;
  private entriesLeft: number;
  private msLeft = MOST_MS;

  constructor(
    private readonly limits: UnpackLimits,
    private readonly folder: string,
    private readonly minFreeBytes: number,
  ) {
    this.bytesLeft = limits.totalBytes;
    this.entriesLeft = limits.entries;
  }

  get isSpent(): boolean {
    return this.bytesLeft <= 0 || this.entriesLeft <= 0 || this.msLeft <= 0;
  }

  /** Less than what an archive alone may take. */
  get isReduced(): boolean {
    return this.bytesLeft < this.limits.totalBytes || this.entriesLeft < this.limits.entries;
  }

  /**
   * @param expectedBytes as the archive says
   * @throws FilemillError `disk.full` when the disk would be too full
   */
  limitsFor(expectedBytes: number): UnpackLimits {
    const room = leftFree(diskOf(this.folder), this.minFreeBytes);
    const needed = Math.min(expectedBytes, this.bytesLeft);
    if (room !== null && needed > room) {
      throw new FilemillError('disk.full', t('Looking inside takes {needed} for a while, and the disk with the data folder has {spare} to spare.', { needed: formatBytes(needed), spare: formatBytes(Math.max(0, room)) }), {
        hint: t('Make room there; Filemill goes on by itself. Nothing was lost.'),
      });
    }
    return { ...this.limits, totalBytes: Math.max(1, Math.min(this.bytesLeft, room ?? Infinity)), entries: this.entriesLeft };
  }

  /** Refused entries count, too: each is kept with its reason. */
  spend({ written, refused }: { written: readonly UnpackedEntry[]; refused: readonly RefusedEntry[] }): void {
    this.entriesLeft -= written.length + refused.length;
    for (const { size } of written) this.bytesLeft -= size;
  }

  /** However it ended. */
  spendTime(ms: number): void {
    this.msLeft -= ms;
  }
}
