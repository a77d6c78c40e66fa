import { BRIGHTENING } from '../../../base/picture-signature/signature-format';
import type { Pixels } from '../pixels/pixels';

/** More samples of one average say nothing new: of larger pictures about so many pixels are read, in rows evenly spread. */
const MOST_PIXELS = 2_000_000;

/** Red, green, blue (0–255) and the excess of grey (`SmallPicture`), each `side` × `side`, row by row. */
export type SmallPlanes = readonly [Float32Array, Float32Array, Float32Array, Float32Array];

const PLANES = 4;
/** By level, what brightening takes beyond white. */
const EXCESS = Float64Array.from({ length: 256 }, (_, level) => Math.max(0, level * BRIGHTENING - 255));
const RED_EXCESS = EXCESS.map((excess) => 0.299 * excess);
const GREEN_EXCESS = EXCESS.map((excess) => 0.587 * excess);
const BLUE_EXCESS = EXCESS.map((excess) => 0.114 * excess);

/**
 * The picture as a square, each cell the average of the area it covers, to the fraction of a pixel: then a picture and
 * its mirror image, or the same at a quarter of the size, give nearly the same numbers. What is transparent shows white.
 * Smaller pictures are spread.
 */
export function shrink(pixels: Pixels, side: number): SmallPlanes {
  const { data, width, height, channels } = pixels;
  const opaque = channels === 4 ? new Uint8Array(width * 3) : null;
  const step = Math.max(1, Math.round((width * height) / MOST_PIXELS));
  const rows = Math.floor(height / step);
  const columns = new Float64Array(width * PLANES);
  const planes = Array.from({ length: PLANES }, () => new Float32Array(side * side)) as unknown as SmallPlanes;
  // A row at the edge of two cells counts in both by its parts.
  for (let cell = 0; cell < side; cell += 1) {
    const from = (cell / side) * rows;
    const to = ((cell + 1) / side) * rows;
    columns.fill(0);
    for (let row = Math.floor(from); row < to; row += 1) {
      const share = Math.min(to, row + 1) - Math.max(from, row);
      const start = (Math.min(rows - 1, row) * step + (step >> 1)) * width * channels;
      if (opaque) layOnWhite(data, start, width, opaque);
      if (share > 0) addRow(opaque ?? data, opaque ? 0 : start, width, opaque ? 3 : channels, share, columns);
    }
    averageAlong(columns, width, side, to - from, planes, cell * side);
  }
  return planes;
}

/** Adds red, green, blue and excess of each pixel of a row to those of its column. */
function addRow(row: Uint8Array, start: number, width: number, channels: number, share: number, columns: Float64Array): void {
  const toGreen = channels === 1 ? 0 : 1;
  const toBlue = channels === 1 ? 0 : 2;
  for (let at = start, end = start + width * channels, column = 0; at < end; at += channels, column += PLANES) {
    const red = row[at]!;
    const green = row[at + toGreen]!;
    const blue = row[at + toBlue]!;
    columns[column]! += red * share;
    columns[column + 1]! += green * share;
    columns[column + 2]! += blue * share;
    columns[column + 3]! += (RED_EXCESS[red]! + GREEN_EXCESS[green]! + BLUE_EXCESS[blue]!) * share;
  }
}

/** A line of cells out of the sums of columns; a column at the edge of two cells counts in both by its parts. */
function averageAlong(columns: Float64Array, width: number, side: number, height: number, planes: SmallPlanes, start: number): void {
  const area = (width / side) * height;
  for (let cell = 0; cell < side; cell += 1) {
    const from = (cell / side) * width;
    const to = ((cell + 1) / side) * width;
    let red = 0;
    let green = 0;
    let blue = 0;
    let excess = 0;
    for (let x = Math.floor(from); x < Math.min(width, to); x += 1) {
      const share = Math.min(to, x + 1) - Math.max(from, x);
      const at = x * PLANES;
      red += columns[at]! * share;
      green += columns[at + 1]! * share;
      blue += columns[at + 2]! * share;
      excess += columns[at + 3]! * share;
    }
    planes[0][start + cell] = red / area;
    planes[1][start + cell] = green / area;
    planes[2][start + cell] = blue / area;
    planes[3][start + cell] = excess / area;
  }
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
