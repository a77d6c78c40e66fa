/** Files up to this many bytes are read whole, at once, and kept for the next call. */
export const SMALL_FILE_BYTES = 256 * 1024;

const MAX_ENTRIES = 256;
const MAX_TOTAL_BYTES = 8 * 1024 * 1024;

export interface SmallFile {
  readonly bytes: Buffer;
  readonly sha256: string;
}

/**
 * The bytes of the small files recognised last, so that reading them right afterwards touches the disk no second time.
 * An entry is taken out when it is used. A full cache refuses newcomers of the same batch rather than pushing out its
 * beginning: batches are read in the order in which they were recognised.
 */
export class SmallFileCache {
  private readonly entries = new Map<string, SmallFile & { batch: number }>();
  private totalBytes = 0;
  private batch = 0;

  startBatch(): void {
    this.batch += 1;
  }

  put(key: string, file: SmallFile): void {
    this.take(key);
    for (const [oldKey, old] of this.entries) {
      if (this.hasRoom(file.bytes.length) || old.batch === this.batch) break;
      this.take(oldKey);
    }
    if (!this.hasRoom(file.bytes.length)) return;
    this.entries.set(key, { ...file, batch: this.batch });
    this.totalBytes += file.bytes.length;
  }

  take(key: string): SmallFile | undefined {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    this.entries.delete(key);
    this.totalBytes -= entry.bytes.length;
    return entry;
  }

  private hasRoom(bytes: number): boolean {
    return this.entries.size < MAX_ENTRIES && this.totalBytes + bytes <= MAX_TOTAL_BYTES;
  }
}
