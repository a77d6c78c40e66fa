import { BRIGHTENING } from '../../../base/picture-signature/signature-format';
import { withKernels } from '../kernels/load-kernels';
import type { Pixels } from '../pixels/pixels';

/** More samples of one average say nothing new: of larger pictures about so many pixels are read, in rows evenly spread. */
const MOST_PIXELS = 2_000_000;

/** Red, green, blue (0–255) and the excess of grey (`SmallPicture`), each `side` × `side`, row by row. */
export type SmallPlanes = readonly [Float32Array, Float32Array, Float32Array, Float32Array];

const PLANES = 4;
const LEVELS = 256;
const NUMBER_BYTES = 8;
const SUMS_AT_ONCE = 16;
/** By level, what brightening takes beyond white. */
const EXCESS = Float64Array.from({ length: LEVELS }, (_, level) => Math.max(0, level * BRIGHTENING - 255));
/** Up to this level nothing. */
const WITHOUT_EXCESS = EXCESS.lastIndexOf(0);
/** What red, green and blue of a level give to the excess of grey. */
const PARTS_OF_EXCESS = Float64Array.from([0.299, 0.587, 0.114].flatMap((part) => Array.from(EXCESS, (excess) => part * excess)));

/**
 * The picture as a square, each cell the average of the area it covers, to the fraction of a pixel: then a picture and
 * its mirror image, or the same at a quarter of the size, give nearly the same numbers. What is transparent shows white.
 * Smaller pictures are spread.
 */
export function shrink(pixels: Pixels, side: number): SmallPlanes {
  const { data, width, height, channels } = pixels;
  const opaque = channels === 4 ? new Uint8Array(width * 3) : null;
  const colours = channels === 1 ? 1 : 3;
  const step = Math.max(1, Math.round((width * height) / MOST_PIXELS));
  const rows = Math.floor(height / step);
  const stride = width * colours;
  const planes = Array.from({ length: PLANES }, () => new Float32Array(side * side)) as unknown as SmallPlanes;
  return withKernels((room) => {
    // One more at each end: a cell's edges are rounded.
    const mostRows = Math.ceil(rows / side) + 2;
    const source = room.place(mostRows * stride);
    const shares = room.place(mostRows * NUMBER_BYTES);
    const colourSums = room.place((stride + SUMS_AT_ONCE) * NUMBER_BYTES);
    const excessSums = room.place(width * NUMBER_BYTES);
    const tables = room.place(PARTS_OF_EXCESS.byteLength);
    const lines = room.place(side * colours * Float32Array.BYTES_PER_ELEMENT);
    const bytes = room.open();
    const numbersAt = (place: number, count: number): Float64Array => new Float64Array(bytes.buffer, place, count);
    numbersAt(tables, PARTS_OF_EXCESS.length).set(PARTS_OF_EXCESS);
    const rowShares = numbersAt(shares, mostRows);
    const excess = numbersAt(excessSums, width);
    const averages = new Float32Array(bytes.buffer, lines, side * colours);
    // A row at the edge of two cells counts in both by its parts.
    for (let cell = 0; cell < side; cell += 1) {
      const from = (cell / side) * rows;
      const to = ((cell + 1) / side) * rows;
      let taken = 0;
      for (let row = Math.floor(from); row < to; row += 1) {
        const share = Math.min(to, row + 1) - Math.max(from, row);
        if (share <= 0) continue;
        const start = (Math.min(rows - 1, row) * step + (step >> 1)) * width * channels;
        if (opaque) layOnWhite(data, start, width, opaque);
        bytes.set(opaque ?? data.subarray(start, start + stride), source + taken * stride);
        rowShares[taken] = share;
        taken += 1;
      }
      excess.fill(0);
      room.calls.sumRows(source, stride, taken, shares, colourSums, stride);
      room.calls.addExcess(source, stride, taken, shares, excessSums, width, colours, tables, WITHOUT_EXCESS);
      const area = (width / side) * (to - from);
      room.calls.averageCells(colourSums, colours, width, side, area, lines);
      // Grey is all three.
      for (let colour = 0; colour < 3; colour += 1) planes[colour]!.set(colours === 1 ? averages : averages.subarray(colour * side, (colour + 1) * side), cell * side);
      room.calls.averageCells(excessSums, 1, width, side, area, lines);
      planes[3].set(averages.subarray(0, side), cell * side);
    }
    return planes;
  });
}

/** A row of RGBA on white, as RGB. */
function layOnWhite(data: Uint8Array, start: number, width: number, row: Uint8Array): void {
  for (let x = 0, from = start, to = 0; x < width; x += 1, from += 4, to += 3) {
    const alpha = data[from + 3]!;
    const white = 255 * (255 - alpha);
    row[to] = (data[from]! * alpha + white + 127) / 255;
    row[to + 1] = (data[from + 1]! * alpha + white + 127) / 255;
    row[to + 2] = (data[from + 2]! * alpha + white + 127) / 255;
  }
}
