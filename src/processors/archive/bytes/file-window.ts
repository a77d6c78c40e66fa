import type { OpenFile } from '../../kit/open-file';

const FIRST_BYTES = 64 * 1024;
const MOST_BYTES = 1024 * 1024;

/** Random access to a file through one buffer that grows while it is read from front to back. */
export class FileWindow {
  private bytes: Buffer = Buffer.alloc(0);
  private start = 0;
  private windowBytes = FIRST_BYTES;

  constructor(private readonly file: OpenFile) {}

  /** The bytes at `at` if they are here already; good until the next {@link load}. */
  peek(at: number, length: number): Buffer | null {
    const from = at - this.start;
    if (from < 0 || from + length > this.bytes.length) return null;
    return this.bytes.subarray(from, from + length);
  }

  /** The same, read if need be; fewer bytes at the end of the file only. */
  async load(at: number, length: number): Promise<Buffer> {
    const here = this.peek(at, length);
    if (here) return here;
    const end = this.start + this.bytes.length;
    const isOnward = at >= this.start && at <= end + this.windowBytes;
    this.windowBytes = isOnward ? Math.min(this.windowBytes * 2, MOST_BYTES) : FIRST_BYTES;
    this.bytes = await this.file.readRange(at, Math.max(length, this.windowBytes));
    this.start = at;
    return this.bytes.subarray(0, length);
  }
}
