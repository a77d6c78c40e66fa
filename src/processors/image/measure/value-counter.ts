import type { KernelRoom } from '../kernels/load-kernels';
import type { ValueCounts } from './value-counts';

const VALUES = 256;
const PAIRS = VALUES * VALUES;
/** Which channels each table of pairs counts, the first of the two in the lower byte. */
const PAIRED = {
  1: [[0, 0]],
  3: [[0, 1], [2, 0], [1, 2]],
  4: [[0, 1], [2, 3]],
} as const;

/** Counts the values of each channel, row by row, in the kernels' memory. */
export class ValueCounter {
  private readonly pairs: number;
  private readonly singles: number;

  constructor(
    private readonly room: KernelRoom,
    private readonly channels: 1 | 3 | 4,
  ) {
    this.pairs = room.place(4 * PAIRS * PAIRED[channels].length);
    this.singles = room.place(4 * VALUES * channels);
  }

  /** @param source the place of a row's pixels */
  count(source: number, pixels: number): void {
    this.room.calls.countValues(source, pixels, this.channels, this.pairs, this.singles);
  }

  /** One for each channel; to be asked for once, at the end. */
  counts(bytes: Uint8Array<ArrayBuffer>): ValueCounts[] {
    PAIRED[this.channels].forEach(([first, second], i) => {
      this.room.calls.sumPairs(this.pairs + 4 * PAIRS * i, this.singlesOf(first), this.singlesOf(second));
    });
    return Array.from({ length: this.channels }, (_, channel) => Float64Array.from(new Uint32Array(bytes.buffer, this.singlesOf(channel), VALUES)));
  }

  private singlesOf = (channel: number): number => this.singles + 4 * VALUES * channel;
}
