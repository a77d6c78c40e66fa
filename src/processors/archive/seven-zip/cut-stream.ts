import { EntryCheck } from './entry-check';
import type { ListedEntry } from './entry-of';
import type { Plan } from './listed-entries';

/** Hears of the entries of a stream, one after the other. */
export interface CutSink {
  /** Bytes of the entry at this place of the plan. */
  piece(listed: ListedEntry, piece: Buffer): void;
  /** All of its bytes came and fit. */
  whole(listed: ListedEntry): void;
}

/**
 * Cuts what `7zz x -so` writes, all entries one behind the other, into entries: by their lengths, each compared with its
 * checksum. As soon as one does not fit, the place of all that follows is uncertain, and it takes no more.
 */
export class StreamCutter {
  private at = -1;
  private current: ListedEntry | null = null;
  private left = 0;
  private check: EntryCheck | null = null;
  private hasStopped = false;

  constructor(
    private readonly plan: Plan,
    private readonly sink: CutSink,
  ) {
    this.next();
  }

  /** The entry that did not fit, was not whole, or has not come yet; null when all came. */
  get stoppedAt(): ListedEntry | null {
    return this.current;
  }

  get isStopped(): boolean {
    return this.hasStopped;
  }

  take(bytes: Buffer): void {
    for (let from = 0; from < bytes.length && !this.hasStopped; ) {
      const listed = this.stoppedAt;
      if (listed === null || this.check === null) {
        // More than was listed: what came before fits, or could not be checked at all.
        this.hasStopped = true;
        return;
      }
      const piece = bytes.subarray(from, from + this.left);
      from += piece.length;
      this.left -= piece.length;
      this.check.update(piece);
      this.sink.piece(listed, piece);
      if (this.left === 0) this.finish(listed, this.check);
    }
  }

  /** The stream is over: an entry of unknown length is whole with it. */
  end(): void {
    const listed = this.stoppedAt;
    if (!this.hasStopped && listed !== null && this.check !== null && listed.bytes === null) this.finish(listed, this.check);
  }

  private finish(listed: ListedEntry, check: EntryCheck): void {
    if (!check.fits()) {
      this.hasStopped = true;
      return;
    }
    this.sink.whole(listed);
    this.next();
  }

  private next(): void {
    for (this.at += 1; this.at < this.plan.length; this.at += 1) {
      const listed = this.plan.at(this.at) as ListedEntry;
      this.current = listed;
      this.check = new EntryCheck(listed);
      this.left = listed.bytes ?? Number.MAX_SAFE_INTEGER;
      if (this.left > 0) return;
      this.sink.whole(listed);
    }
    this.current = null;
    this.check = null;
  }
}
