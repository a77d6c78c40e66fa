import type { Pixels } from '../pixels/pixels';
import type { GreyPicture } from './cascade/grey-picture';
import { uprightOf } from './upright';

/** OpenCV's weights of red, green and blue, in 2¹⁵ths. */
const WEIGHT_BITS = 15;
const [RED, GREEN, BLUE] = [9798, 19235, 3735];
/** Pixels taken in between two pauses. */
const PIXELS_AT_A_TIME = 4_000_000;

/**
 * The grey, upright picture in which faces are looked for: of at most `maxPixels`, each the mean of the stored pixels
 * whose centres it covers.
 */
export async function makeSearchPicture(
  pixels: Pixels,
  orientation: number,
  maxPixels: number,
  pause: () => Promise<void>,
): Promise<GreyPicture> {
  const { width, height } = reducedSize(pixels, maxPixels);
  const columnEnds = Int32Array.from({ length: width }, (_, column) => endOf(column, pixels.width / width));
  const upright = uprightOf({ width, height }, orientation);
  const stored = new Uint8Array(width * height);
  const sums = new Int32Array(width);
  const rowsAtATime = Math.max(1, Math.floor(PIXELS_AT_A_TIME / pixels.width));
  for (let row = 0, y = 0; row < height; row++) {
    const end = endOf(row, pixels.height / height);
    const rows = end - y;
    sums.fill(0);
    for (; y < end; y++) {
      addRow(pixels, y, columnEnds, sums);
      if (y % rowsAtATime === 0) await pause();
    }
    for (let column = 0, to = row * width, from = 0; column < width; column++, to++) {
      const columnEnd = columnEnds[column] ?? 0;
      stored[to] = (sums[column] ?? 0) / (rows * (columnEnd - from)) + 0.5;
      from = columnEnd;
    }
  }
  return turned(stored, upright);
}

/** Behind the last source pixel whose centre a target pixel covers. */
const endOf = (target: number, scale: number): number => Math.ceil((target + 1) * scale - 0.5);

function addRow({ data, width, channels }: Pixels, y: number, columnEnds: Int32Array, sums: Int32Array): void {
  const start = y * width * channels;
  let at = start;
  for (let column = 0; column < columnEnds.length; column++) {
    const end = start + (columnEnds[column] ?? 0) * channels;
    let sum = 0;
    if (channels === 1) for (; at < end; at++) sum += data[at] ?? 0;
    else {
      for (; at < end; at += channels) {
        sum += ((data[at] ?? 0) * RED + (data[at + 1] ?? 0) * GREEN + (data[at + 2] ?? 0) * BLUE + (1 << (WEIGHT_BITS - 1))) >> WEIGHT_BITS;
      }
    }
    sums[column] = (sums[column] ?? 0) + sum;
  }
}

function reducedSize({ width, height }: Pixels, maxPixels: number): { width: number; height: number } {
  const scale = Math.min(1, Math.sqrt(maxPixels / (width * height)));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

function turned(stored: Uint8Array, { width, height, start, right, down }: ReturnType<typeof uprightOf>): GreyPicture {
  if (start === 0 && right === 1) return { data: stored, width, height };
  const data = new Uint8Array(stored.length);
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0, from = start + y * down; x < width; x++, to++, from += right) data[to] = stored[from] ?? 0;
  }
  return { data, width, height };
}
