import type { Pixels } from '../image/pixels/pixels';
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
  const columns = Int32Array.from({ length: pixels.width }, (_, x) => Math.floor(((x + 0.5) * width) / pixels.width));
  const columnCounts = new Int32Array(width);
  for (const column of columns) columnCounts[column] = (columnCounts[column] ?? 0) + 1;

  const upright = uprightOf({ width, height }, orientation);
  const stored = new Uint8Array(width * height);
  const sums = new Int32Array(width);
  const rowsAtATime = Math.max(1, Math.floor(PIXELS_AT_A_TIME / pixels.width));
  for (let row = 0, y = 0; row < height; row++) {
    const end = Math.min(pixels.height, Math.ceil(((row + 1) * pixels.height) / height - 0.5));
    sums.fill(0);
    const rows = end - y;
    for (; y < end; y++) {
      addRow(pixels, y, columns, sums);
      if (y % rowsAtATime === 0) await pause();
    }
    for (let x = 0, to = row * width; x < width; x++, to++) stored[to] = (sums[x] ?? 0) / (rows * (columnCounts[x] ?? 1)) + 0.5;
  }
  return turned(stored, upright);
}

function addRow({ data, width, channels }: Pixels, y: number, columns: Int32Array, sums: Int32Array): void {
  let at = y * width * channels;
  for (let x = 0; x < width; x++, at += channels) {
    const column = columns[x] ?? 0;
    const first = data[at] ?? 0;
    const grey =
      channels === 1 ? first : (first * RED + (data[at + 1] ?? 0) * GREEN + (data[at + 2] ?? 0) * BLUE + (1 << (WEIGHT_BITS - 1))) >> WEIGHT_BITS;
    sums[column] = (sums[column] ?? 0) + grey;
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
