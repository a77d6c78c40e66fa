import type { KernelRoom } from '../kernels/load-kernels';
import { lanczosWeights, type ResizeWeights } from './lanczos-weights';
import { splitWeight } from './row-resizer';

/** Of two rows: the lower parts of their weights, then the upper ones, 16 bits each. */
const PAIR_BYTES = 8;

/** The second half of Pillow's Lanczos resizing, along the columns: weights as the kernel wants them. */
export class ColumnWeights {
  private readonly packed: PackedColumns;
  private readonly weights: number;

  /** @param from, to rows; not as many */
  constructor(
    private readonly room: KernelRoom,
    from: number,
    to: number,
  ) {
    this.packed = packedColumns(from, to);
    this.weights = room.place(this.packed.weights.byteLength);
  }

  /** Rows that one row of the result may need. */
  get taps(): number {
    return this.packed.taps;
  }

  open(bytes: Uint8Array<ArrayBuffer>): void {
    new Int16Array(bytes.buffer, this.weights).set(this.packed.weights);
  }

  /** The last row that this row of the result needs. */
  lastOf(row: number): number {
    return (this.packed.first[row] as number) + (this.packed.count[row] as number) - 1;
  }

  /** One row of the result out of rows of `width` bytes in a ring, in the kernels' memory. */
  mix(row: number, ring: { readonly place: number; readonly rows: number }, width: number, target: number): void {
    const { taps, first, count } = this.packed;
    const weights = this.weights + row * Math.ceil(taps / 2) * PAIR_BYTES;
    const pairs = Math.ceil((count[row] as number) / 2);
    this.room.calls.mixRows(ring.place, width, ring.rows, (first[row] as number) % ring.rows, weights, pairs, target, width);
  }
}

interface PackedColumns extends Pick<ResizeWeights, 'taps' | 'first' | 'count'> {
  /** As many pairs for each row as `taps` can need. */
  readonly weights: Int16Array;
}

const known = new WeakMap<ResizeWeights, PackedColumns>();

function packedColumns(from: number, to: number): PackedColumns {
  const weights = lanczosWeights(from, to);
  const packed = known.get(weights) ?? pack(weights);
  known.set(weights, packed);
  return packed;
}

function pack({ taps, first, count, weights }: ResizeWeights): PackedColumns {
  const step = 4 * Math.ceil(taps / 2);
  const packed = new Int16Array(step * first.length);
  for (let row = 0; row < first.length; row += 1) {
    for (let k = 0; k < (count[row] as number); k += 1) {
      const [low, high] = splitWeight(weights[row * taps + k] as number);
      const at = row * step + 4 * (k >> 1) + (k & 1);
      packed[at] = low;
      packed[at + 2] = high;
    }
  }
  return { taps, first, count, weights: packed };
}
