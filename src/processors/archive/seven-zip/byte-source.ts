import type { OpenFile } from '../../kit/open-file';

const WINDOW_BYTES = 1024 * 1024;

/** Reads a file front to back in portions of any size. */
export class ByteSource {
  private window: Buffer = Buffer.alloc(0);
  private windowAt = 0;
  at = 0;

  constructor(private readonly file: OpenFile) {}

  get isOver(): boolean {
    return this.at >= this.file.size;
  }

  /** Fewer than `length` at the end of the file. The bytes are good until the next call. */
  async take(length: number): Promise<Buffer> {
    if (this.at + length > this.windowAt + this.window.length) {
      this.window = await this.file.readRange(this.at, Math.max(length, WINDOW_BYTES));
      this.windowAt = this.at;
    }
    const start = this.at - this.windowAt;
    const bytes = this.window.subarray(start, start + length);
    this.at += bytes.length;
    return bytes;
  }
}
