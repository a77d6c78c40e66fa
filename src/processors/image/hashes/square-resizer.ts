import type { KernelRoom } from '../kernels/load-kernels';
import { lanczosWeights, type ResizeWeights } from './lanczos-weights';
import { RowResizer, ROWS_AT_ONCE, splitWeight } from './row-resizer';

const BLOCKS = 8;

/**
 * Makes the square picture of the wavelet hash while the rows of the grey picture come in, four at a time, and sums up
 * 8 × 8 blocks of it.
 */
export class SquareResizer {
  readonly sums = new Float64Array(BLOCKS * BLOCKS);
  private readonly rows: RowResizer;
  private readonly columns: ResizeWeights | undefined;
  private readonly ring: number;
  private readonly ringRows: number;
  private readonly pairs: number;
  private readonly weights: number;
  private readonly square: number;
  private done = 0;

  constructor(
    private readonly room: KernelRoom,
    width: number,
    height: number,
    private readonly side: number,
  ) {
    this.rows = new RowResizer(room, width, side);
    this.columns = height === side ? undefined : lanczosWeights(height, side);
    const taps = this.columns?.taps ?? 1;
    this.pairs = Math.ceil(taps / 2);
    this.ringRows = Math.ceil((taps + 2 * ROWS_AT_ONCE) / ROWS_AT_ONCE) * ROWS_AT_ONCE;
    this.ring = room.place(this.ringRows * side);
    this.weights = room.place(8 * this.pairs);
    this.square = room.place(side * side);
  }

  open(bytes: Uint8Array<ArrayBuffer>): void {
    this.rows.open(bytes);
  }

  /** @param y the first of the four rows, of which `available` are below the end of the picture */
  take(bytes: Uint8Array<ArrayBuffer>, y: number, available: number, source: number, sourceStride: number): void {
    this.rows.resize(bytes, source, sourceStride, this.ring + (y % this.ringRows) * this.side, this.side);
    const end = y + available;
    while (this.done < this.side && this.lastOf(this.done) < end) {
      this.makeRow(bytes, this.done);
      this.done += 1;
    }
  }

  /** `side` × `side` grey values, once all rows are in. */
  picture(bytes: Uint8Array): Uint8Array {
    return bytes.subarray(this.square, this.square + this.side * this.side);
  }

  private lastOf = (row: number): number => (this.columns ? (this.columns.first[row] as number) + (this.columns.count[row] as number) - 1 : row);

  private makeRow(bytes: Uint8Array<ArrayBuffer>, row: number): void {
    const { calls } = this.room;
    const target = this.square + row * this.side;
    if (this.columns) {
      const pairs = this.putWeights(bytes, this.columns, row);
      calls.mixRows(this.ring, this.side, this.ringRows, (this.columns.first[row] as number) % this.ringRows, this.weights, pairs, target, this.side);
    } else {
      const from = this.ring + (row % this.ringRows) * this.side;
      bytes.copyWithin(target, from, from + this.side);
    }
    const size = this.side / BLOCKS;
    const start = Math.trunc(row / size) * BLOCKS;
    for (let i = 0; i < BLOCKS; i += 1) this.sums[start + i] = (this.sums[start + i] as number) + calls.sumPixels(target + i * size, size, 1);
  }

  private putWeights(bytes: Uint8Array<ArrayBuffer>, { taps, count, weights }: ResizeWeights, row: number): number {
    const length = count[row] as number;
    const pairs = Math.ceil(length / 2);
    const packed = new Int16Array(bytes.buffer, this.weights, 4 * pairs);
    packed.fill(0);
    for (let k = 0; k < length; k += 1) {
      const [low, high] = splitWeight(weights[row * taps + k] as number);
      const at = 4 * (k >> 1) + (k & 1);
      packed[at] = low;
      packed[at + 2] = high;
    }
    return pairs;
  }
}
