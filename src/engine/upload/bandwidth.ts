import type { UploadClock } from './upload-clock';

/**
 * A token bucket that all uploads drink from: at most so many bytes a second, with up to a quarter of a second's worth at once.
 */
export class Bandwidth {
  private freeAt = -Infinity;

  /** @param bytesPerSecond null for as fast as it goes */
  constructor(
    private bytesPerSecond: number | null,
    private readonly clock: Pick<UploadClock, 'elapsed' | 'pause'>,
  ) {}

  setLimit(bytesPerSecond: number | null): void {
    this.bytesPerSecond = bytesPerSecond;
    this.freeAt = Math.min(this.freeAt, this.clock.elapsed());
  }

  /** So much may be sent in one piece without making the rate jump. */
  get pieceBytes(): number {
    return this.bytesPerSecond === null ? Infinity : Math.max(1_024, Math.floor(this.bytesPerSecond / 8));
  }

  /** Waits until `bytes` may be sent. */
  async take(bytes: number, signal: AbortSignal): Promise<void> {
    if (this.bytesPerSecond === null) return;
    const now = this.clock.elapsed();
    const start = Math.max(this.freeAt, now - 250);
    this.freeAt = start + (bytes / this.bytesPerSecond) * 1_000;
    if (this.freeAt > now) await this.clock.pause(this.freeAt - now, signal);
  }
}
