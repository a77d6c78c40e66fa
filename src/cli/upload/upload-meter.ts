import type { UploadProgress } from '../../engine/upload/uploads';
import { formatBytes } from '../../shared/model/format-bytes';

const EVERY_MS = 200;

/** One line on a terminal: how much of all that is under way has been sent, and how fast. Silent anywhere else. */
export class UploadMeter {
  private readonly underWay = new Map<string, UploadProgress>();
  private sentBefore = 0;
  private shownAt = 0;
  private rate = 0;
  private isShown = false;
  private readonly isSilent: boolean;

  constructor(isJson: boolean) {
    this.isSilent = isJson || !process.stderr.isTTY;
  }

  show(path: string, progress: UploadProgress): void {
    if (this.isSilent) return;
    this.underWay.set(path, progress);
    const now = performance.now();
    if (now - this.shownAt < EVERY_MS) return;
    const uploading = [...this.underWay.values()].filter(({ phase }) => phase === 'uploading');
    const sent = uploading.reduce((sum, { bytes }) => sum + bytes, 0);
    if (this.shownAt > 0 && sent >= this.sentBefore) this.rate = this.rate * 0.7 + ((sent - this.sentBefore) / (now - this.shownAt)) * 1_000 * 0.3;
    this.sentBefore = sent;
    this.shownAt = now;
    const { phase, bytes, size } = progress;
    const words = { hashing: 'reading', uploading: 'uploading', verifying: 'verifying' }[phase];
    process.stderr.write(`\r\u001b[K${words} ${formatBytes(bytes)} of ${formatBytes(size)}${this.rate > 0 ? `, ${formatBytes(Math.round(this.rate))}/s` : ''}`);
    this.isShown = true;
  }

  end(path: string): void {
    this.underWay.delete(path);
    this.sentBefore = 0;
  }

  clear(): void {
    if (this.isShown) process.stderr.write('\r\u001b[K');
    this.isShown = false;
  }
}
