import type { KernelRoom } from '../kernels/load-kernels';
import type { ValueCounts } from './value-counts';

const VALUES = 256;
/** The kernel counts each channel in so many. */
const TABLES = 4;

/** Counts the values of each channel, row by row, in the kernels' memory. */
export class ValueCounter {
  private readonly tables: number;

  constructor(
    private readonly room: KernelRoom,
    private readonly channels: 1 | 3 | 4,
  ) {
    this.tables = room.place(Uint32Array.BYTES_PER_ELEMENT * VALUES * TABLES * channels);
  }

  /** @param source the place of a row's pixels */
  count(source: number, pixels: number): void {
    this.room.calls.countValues(source, pixels, this.channels, this.tables);
  }

  /** One for each channel. */
  counts(bytes: Uint8Array<ArrayBuffer>): ValueCounts[] {
    const all = new Uint32Array(bytes.buffer, this.tables, VALUES * TABLES * this.channels);
    return Array.from({ length: this.channels }, (_, channel) => {
      const counts = new Float64Array(VALUES);
      const start = channel * TABLES * VALUES;
      for (let at = 0; at < TABLES * VALUES; at += 1) counts[at % VALUES]! += all[start + at]!;
      return counts;
    });
  }
}
