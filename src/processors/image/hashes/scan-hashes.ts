import { withKernels, type KernelRoom } from '../kernels/load-kernels';
import type { Pixels } from '../pixels/pixels';
import { BlockSums } from './block-sums';
import { resizeHeight, type GreyPlane } from './resize-grey';
import { RowResizer, ROWS_AT_ONCE } from './row-resizer';
import { SquareResizer } from './square-resizer';
import { waveletBits, waveletSide } from './wavelet-bits';

/** What the hashes are made of. */
export interface HashMaterial {
  /** Grey, resized: 8 × 8, 9 × 8 and 32 × 32. */
  readonly average: Uint8Array;
  readonly difference: Uint8Array;
  readonly perceptual: Uint8Array;
  readonly wavelet: boolean[];
  readonly blockSums: Float64Array;
}

/** Goes once over the pixels, four rows at a time. */
export function scanHashes(pixels: Pixels): HashMaterial {
  return withKernels((room) => {
    const { width, height, channels } = pixels;
    const { calls } = room;
    const average = new NarrowResizer(room, width, height, 8);
    const difference = new NarrowResizer(room, width, height, 9);
    const perceptual = new NarrowResizer(room, width, height, 32);
    const side = waveletSide(width, height);
    const square = new SquareResizer(room, width, height, side);
    const blocks = new BlockSums(width, height, channels);
    const stride = Math.ceil(width / 16) * 16 + 64;
    const grey = room.place(ROWS_AT_ONCE * stride);
    const source = room.place(ROWS_AT_ONCE * width * channels);
    const bytes = room.open();
    for (const resizer of [average, difference, perceptual, square]) resizer.open(bytes);
    for (let y = 0; y < height; y += ROWS_AT_ONCE) {
      const rows = Math.min(ROWS_AT_ONCE, height - y);
      bytes.set(pixels.data.subarray(y * width * channels, (y + rows) * width * channels), source);
      for (let i = 0; i < rows; i += 1) {
        const row = source + i * width * channels;
        blocks.take(calls, y + i, row);
        if (channels === 1) bytes.copyWithin(grey + i * stride, row, row + width);
        else calls.greyRow(row, grey + i * stride, width, channels, true);
      }
      for (const resizer of [average, difference, perceptual]) resizer.take(bytes, y, grey, stride);
      square.take(bytes, y, rows, grey, stride);
    }
    return {
      average: average.finish(bytes, 8),
      difference: difference.finish(bytes, 8),
      perceptual: perceptual.finish(bytes, 32),
      wavelet: waveletBits(square.sums, side, () => square.picture(bytes)),
      blockSums: blocks.sums,
    };
  });
}

/** A small result: its columns are few enough to be kept at full height. */
class NarrowResizer {
  private readonly rows: RowResizer;
  private readonly columns: number;

  constructor(
    room: KernelRoom,
    width: number,
    private readonly height: number,
    private readonly wanted: number,
  ) {
    this.rows = new RowResizer(room, width, wanted);
    this.columns = room.place(wanted * (height + ROWS_AT_ONCE));
  }

  open(bytes: Uint8Array<ArrayBuffer>): void {
    this.rows.open(bytes);
  }

  take(bytes: Uint8Array<ArrayBuffer>, y: number, source: number, sourceStride: number): void {
    this.rows.resize(bytes, source, sourceStride, this.columns + y * this.wanted, this.wanted);
  }

  finish(bytes: Uint8Array, height: number): Uint8Array {
    const plane: GreyPlane = { data: bytes.slice(this.columns, this.columns + this.wanted * this.height), width: this.wanted, height: this.height };
    return resizeHeight(plane, height).data;
  }
}
