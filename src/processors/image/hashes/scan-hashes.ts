import { withKernels, type KernelRoom } from '../kernels/load-kernels';
import type { Pixels } from '../pixels/pixels';
import { BlockSums } from './block-sums';
import { ColumnWeights } from './column-weights';
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
    const average = new NarrowResizer(room, width, height, 8, 8);
    const difference = new NarrowResizer(room, width, height, 9, 8);
    const perceptual = new NarrowResizer(room, width, height, 32, 32);
    const side = waveletSide(width, height);
    const square = new SquareResizer(room, width, height, side);
    const blocks = new BlockSums(room, width, height, channels);
    const stride = Math.ceil(width / 16) * 16 + 64;
    const grey = room.place(ROWS_AT_ONCE * stride);
    const source = room.place(ROWS_AT_ONCE * width * channels);
    const bytes = room.open();
    for (const resizer of [average, difference, perceptual, square, blocks]) resizer.open(bytes);
    for (let y = 0; y < height; y += ROWS_AT_ONCE) {
      const rows = Math.min(ROWS_AT_ONCE, height - y);
      bytes.set(pixels.data.subarray(y * width * channels, (y + rows) * width * channels), source);
      for (let i = 0; i < rows; i += 1) {
        const row = source + i * width * channels;
        blocks.take(y + i, row);
        if (channels === 1) bytes.copyWithin(grey + i * stride, row, row + width);
        else calls.greyRow(row, grey + i * stride, width, channels, true);
      }
      average.take(bytes, y, grey, stride);
      difference.take(bytes, y, grey, stride);
      perceptual.take(bytes, y, grey, stride);
      square.take(bytes, y, rows, grey, stride);
    }
    return {
      average: average.finish(bytes),
      difference: difference.finish(bytes),
      perceptual: perceptual.finish(bytes),
      wavelet: waveletBits(square.sums(bytes), side, () => square.picture(bytes)),
      blockSums: blocks.sums,
    };
  });
}

/** A small result: its columns are few enough to be kept at full height. */
class NarrowResizer {
  private readonly across: RowResizer;
  private readonly down: ColumnWeights | undefined;
  private readonly columns: { readonly place: number; readonly rows: number };
  private readonly result: number;

  constructor(
    room: KernelRoom,
    width: number,
    height: number,
    private readonly columnCount: number,
    private readonly rowCount: number,
  ) {
    this.across = new RowResizer(room, width, columnCount);
    this.down = height === rowCount ? undefined : new ColumnWeights(room, height, rowCount);
    const rows = height + ROWS_AT_ONCE;
    this.columns = { place: room.place(columnCount * rows), rows };
    this.result = room.place(columnCount * rowCount);
  }

  open(bytes: Uint8Array<ArrayBuffer>): void {
    this.across.open(bytes);
    this.down?.open(bytes);
  }

  take(bytes: Uint8Array<ArrayBuffer>, y: number, source: number, sourceStride: number): void {
    this.across.resize(bytes, source, sourceStride, this.columns.place + y * this.columnCount, this.columnCount);
  }

  /** Grey values, once all rows are in. */
  finish(bytes: Uint8Array): Uint8Array {
    const { down, columnCount, rowCount } = this;
    // A row's last bytes run over into the next one, which is made after it.
    for (let row = 0; down && row < rowCount; row += 1) down.mix(row, this.columns, columnCount, this.result + row * columnCount);
    const place = down ? this.result : this.columns.place;
    return bytes.slice(place, place + columnCount * rowCount);
  }
}
