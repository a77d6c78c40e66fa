import { withKernels, type KernelRoom } from '../kernels/load-kernels';
import type { Pixels } from '../pixels/pixels';
import { GreyScan, type GreyFindings } from './grey-scan';
import { turnOf } from './upright-view';
import { ValueCounter } from './value-counter';
import type { ValueCounts } from './value-counts';

/** Room for a part of the picture that is turned by a quarter. */
const STRIP_BYTES = 8 * 1024 * 1024;

export interface PictureFindings extends GreyFindings {
  readonly counts: { readonly red: ValueCounts; readonly green: ValueCounts; readonly blue: ValueCounts; readonly grey: ValueCounts };
}

/** Goes once over the pixels, row by row as the picture is shown. */
export function scanPicture(pixels: Pixels, orientation: number): PictureFindings {
  return withKernels((room) => {
    const reader = new PictureReader(room, pixels);
    const { isTransposed, isMirrored, isFlipped } = turnOf(orientation);
    const scan = isTransposed ? new GreyScan(room, pixels.height, pixels.width) : new GreyScan(room, pixels.width, pixels.height);
    if (isTransposed) scanTurned(room, pixels, reader, scan, { isMirrored, isFlipped });
    else scanUpright(room, pixels, reader, scan, { isMirrored, isFlipped });
    return { ...scan.finish(), counts: reader.counts() };
  });
}

interface Order {
  readonly isMirrored: boolean;
  readonly isFlipped: boolean;
}

function scanUpright(room: KernelRoom, { width, height }: Pixels, reader: PictureReader, scan: GreyScan, { isMirrored, isFlipped }: Order): void {
  const row = room.place(width);
  const bytes = room.open();
  reader.open(bytes);
  scan.open(bytes);
  for (let y = 0; y < height; y += 1) {
    const target = isMirrored ? row : scan.rowPlace;
    reader.read(isFlipped ? height - 1 - y : y, 0, width, target);
    if (isMirrored) room.calls.reverseRow(row, scan.rowPlace, width);
    scan.push();
  }
}

/** Rows of the picture as shown are columns of the stored one: taken strip by strip, each turned in memory. */
function scanTurned(room: KernelRoom, { width, height }: Pixels, reader: PictureReader, scan: GreyScan, { isMirrored, isFlipped }: Order): void {
  const columns = Math.max(1, Math.min(width, Math.floor(STRIP_BYTES / height)));
  const row = room.place(columns);
  const strip = room.place(columns * height);
  const bytes = room.open();
  reader.open(bytes);
  scan.open(bytes);
  for (let done = 0; done < width; done += columns) {
    const count = Math.min(columns, width - done);
    const start = isMirrored ? width - done - count : done;
    for (let y = 0; y < height; y += 1) {
      reader.read(y, start, count, row);
      room.calls.storeColumn(row, strip + (isFlipped ? height - 1 - y : y), count, height);
    }
    for (let i = 0; i < count; i += 1) {
      const from = strip + (isMirrored ? count - 1 - i : i) * height;
      bytes.copyWithin(scan.rowPlace, from, from + height);
      scan.push();
    }
  }
}

/** Brings parts of rows in, grey, and counts their values. */
class PictureReader {
  private readonly source: number;
  private readonly colourCounter: ValueCounter;
  private readonly greyCounter: ValueCounter;
  private bytes = new Uint8Array(0);

  constructor(
    private readonly room: KernelRoom,
    private readonly pixels: Pixels,
  ) {
    this.source = room.place(pixels.width * pixels.channels);
    this.colourCounter = new ValueCounter(room, pixels.channels);
    this.greyCounter = pixels.channels === 1 ? this.colourCounter : new ValueCounter(room, 1);
  }

  open(bytes: Uint8Array<ArrayBuffer>): void {
    this.bytes = bytes;
  }

  read(y: number, start: number, count: number, target: number): void {
    const { data, width, channels } = this.pixels;
    const from = (y * width + start) * channels;
    const values = data.subarray(from, from + count * channels);
    this.bytes.set(values, channels === 1 ? target : this.source);
    if (channels !== 1) {
      this.colourCounter.count(this.source, count);
      this.room.calls.greyRow(this.source, target, count, channels, false);
    }
    this.greyCounter.count(target, count);
  }

  counts(): PictureFindings['counts'] {
    const [grey] = this.greyCounter.counts(this.bytes) as [ValueCounts];
    if (this.pixels.channels === 1) return { red: grey, green: grey, blue: grey, grey };
    const [red, green, blue] = this.colourCounter.counts(this.bytes) as [ValueCounts, ValueCounts, ValueCounts];
    return { red, green, blue, grey };
  }
}
