import type { KernelRoom } from '../kernels/load-kernels';
import { ColumnWeights } from './column-weights';
import { RowResizer, ROWS_AT_ONCE } from './row-resizer';

const BLOCKS = 8;

/**
 * Makes the square picture of the wavelet hash while the rows of the grey picture come in, four at a time, and sums up
 * 8 × 8 blocks of it.
 */
export class SquareResizer {
  private readonly rows: RowResizer;
  private readonly columns: ColumnWeights | undefined;
  private readonly ring: { readonly place: number; readonly rows: number };
  private readonly square: number;
  private readonly runs: number;
  private readonly blockSums: number;
  private done = 0;

  constructor(
    private readonly room: KernelRoom,
    width: number,
    height: number,
    private readonly side: number,
  ) {
    this.rows = new RowResizer(room, width, side);
    this.columns = height === side ? undefined : new ColumnWeights(room, height, side);
    const rows = Math.ceil(((this.columns?.taps ?? 1) + 2 * ROWS_AT_ONCE) / ROWS_AT_ONCE) * ROWS_AT_ONCE;
    this.ring = { place: room.place(rows * side), rows };
    this.square = room.place(side * side);
    this.runs = room.place(8 * BLOCKS);
    this.blockSums = room.place(4 * BLOCKS * BLOCKS);
  }

  open(bytes: Uint8Array<ArrayBuffer>): void {
    this.rows.open(bytes);
    this.columns?.open(bytes);
    const size = this.side / BLOCKS;
    new Int32Array(bytes.buffer, this.runs).set(Array.from({ length: BLOCKS }, (_, block) => [block * size, size]).flat());
  }

  /** @param y the first of the four rows, of which `available` are below the end of the picture */
  take(bytes: Uint8Array<ArrayBuffer>, y: number, available: number, source: number, sourceStride: number): void {
    this.rows.resize(bytes, source, sourceStride, this.ringRow(y), this.side);
    const end = y + available;
    while (this.done < this.side && (this.columns?.lastOf(this.done) ?? this.done) < end) {
      this.makeRow(bytes, this.done);
      this.done += 1;
    }
  }

  /** `side` × `side` grey values, once all rows are in. */
  picture(bytes: Uint8Array): Uint8Array {
    return bytes.subarray(this.square, this.square + this.side * this.side);
  }

  /** Of 8 × 8 blocks, once all rows are in. */
  sums(bytes: Uint8Array<ArrayBuffer>): Float64Array {
    return Float64Array.from(new Uint32Array(bytes.buffer, this.blockSums, BLOCKS * BLOCKS));
  }

  private ringRow = (row: number): number => this.ring.place + (row % this.ring.rows) * this.side;

  private makeRow(bytes: Uint8Array<ArrayBuffer>, row: number): void {
    const target = this.square + row * this.side;
    if (this.columns) this.columns.mix(row, this.ring, this.side, target);
    else bytes.copyWithin(target, this.ringRow(row), this.ringRow(row) + this.side);
    const line = Math.trunc((row * BLOCKS) / this.side);
    this.room.calls.sumRuns(target, this.runs, BLOCKS, 1, this.blockSums + 4 * BLOCKS * line);
  }
}
