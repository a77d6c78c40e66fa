import type { KernelRoom } from '../kernels/load-kernels';
import { lanczosWeights, type ResizeWeights } from './lanczos-weights';

/** Rows that the kernel resizes in one go. */
export const ROWS_AT_ONCE = 4;
const GROUP = 8;
const PART_BITS = 12;
const LARGEST_PART = 32_767;

/** The first half of Pillow's Lanczos resizing, along the rows. */
export class RowResizer {
  private readonly packed: PackedWeights | undefined;
  private readonly places: number;
  private readonly low: number;
  private readonly high: number;

  /** @param from, to pixels in a row; the same number is copied */
  constructor(
    private readonly room: KernelRoom,
    private readonly from: number,
    private readonly to: number,
  ) {
    this.packed = from === to ? undefined : packedWeights(from, to);
    this.places = room.place(this.packed?.places.byteLength ?? 0);
    this.low = room.place(this.packed?.low.byteLength ?? 0);
    this.high = room.place(this.packed?.high.byteLength ?? 0);
  }

  open(bytes: Uint8Array<ArrayBuffer>): void {
    if (!this.packed) return;
    new Int32Array(bytes.buffer, this.places).set(this.packed.places);
    new Int16Array(bytes.buffer, this.low).set(this.packed.low);
    new Int16Array(bytes.buffer, this.high).set(this.packed.high);
  }

  /** Four rows; all places in the kernels' memory. */
  resize(bytes: Uint8Array<ArrayBuffer>, source: number, sourceStride: number, target: number, targetStride: number): void {
    if (this.packed) {
      this.room.calls.resizeRows(source, sourceStride, target, targetStride, this.to, this.places, this.low, this.high, this.packed.isNarrow);
      return;
    }
    for (let i = 0; i < ROWS_AT_ONCE; i += 1) {
      const row = source + i * sourceStride;
      bytes.copyWithin(target + i * targetStride, row, row + this.from);
    }
  }
}

interface PackedWeights {
  readonly places: Int32Array;
  readonly low: Int16Array;
  readonly high: Int16Array;
  readonly isNarrow: boolean;
}

const known = new WeakMap<ResizeWeights, PackedWeights>();

function packedWeights(from: number, to: number): PackedWeights {
  const weights = lanczosWeights(from, to);
  const packed = known.get(weights) ?? pack(weights, to);
  known.set(weights, packed);
  return packed;
}

function pack({ taps, first, count, weights }: ResizeWeights, to: number): PackedWeights {
  const groups = count.map((length) => Math.ceil(length / GROUP));
  const length = GROUP * groups.reduce((sum, each) => sum + each, 0);
  const isNarrow = weights.every((weight) => Math.abs(weight) <= LARGEST_PART);
  const [low, high] = [new Int16Array(length), new Int16Array(isNarrow ? 0 : length)];
  let at = 0;
  for (let i = 0; i < to; i += 1) {
    for (let k = 0; k < (count[i] as number); k += 1) {
      const weight = weights[i * taps + k] as number;
      if (isNarrow) low[at + k] = weight;
      else [low[at + k], high[at + k]] = splitWeight(weight);
    }
    at += GROUP * (groups[i] as number);
  }
  const places = Int32Array.from({ length: 2 * to }, (_, i) => (i % 2 === 0 ? (first[i / 2] as number) : (groups[(i - 1) / 2] as number)));
  return { places, low, high, isNarrow };
}

/** A weight's lower twelve bits, and what is above. */
export const splitWeight = (weight: number): [low: number, high: number] => [weight & ((1 << PART_BITS) - 1), weight >> PART_BITS];
