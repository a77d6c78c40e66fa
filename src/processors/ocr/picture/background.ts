import type { GreyPicture } from './grey-picture';

/** Brightness of the paper in square tiles of `side` pixels; tiles at the right and below may be smaller. */
export interface Background {
  readonly values: Float32Array;
  readonly columns: number;
  readonly rows: number;
  readonly side: number;
}

const TILE_SIDE = 16;
/** Paper is what is brighter than most of a tile: print covers less than half of it. */
const PAPER_SHARE = 0.8;
const MEDIAN_REACH = 2;

/** The paper behind the print. Tiles that print or a dark picture fills take their value from those around them. */
export function estimateBackground(picture: GreyPicture): Background {
  const columns = Math.max(1, Math.ceil(picture.width / TILE_SIDE));
  const rows = Math.max(1, Math.ceil(picture.height / TILE_SIDE));
  const raw = new Float32Array(columns * rows);
  const samples = new Uint8Array((TILE_SIDE / 2) ** 2);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let count = 0;
      const bottom = Math.min(picture.height, (row + 1) * TILE_SIDE);
      const right = Math.min(picture.width, (column + 1) * TILE_SIDE);
      for (let y = row * TILE_SIDE; y < bottom; y += 2) {
        for (let x = column * TILE_SIDE; x < right; x += 2) samples[count++] = picture.data[y * picture.width + x] ?? 0;
      }
      const sorted = samples.subarray(0, count).sort();
      raw[row * columns + column] = sorted[Math.floor((count - 1) * PAPER_SHARE)] ?? 255;
    }
  }
  const background = { columns, rows, side: TILE_SIDE };
  const calm = { ...background, values: mapNeighbours(raw, background, MEDIAN_REACH, median) };
  return { ...background, values: mapNeighbours(calm.values, background, 1, mean) };
}

function mapNeighbours(
  from: Float32Array,
  { columns, rows }: { columns: number; rows: number },
  reach: number,
  combine: (values: number[]) => number,
): Float32Array {
  const result = new Float32Array(from.length);
  const around: number[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      around.length = 0;
      for (let y = Math.max(0, row - reach); y <= Math.min(rows - 1, row + reach); y++) {
        for (let x = Math.max(0, column - reach); x <= Math.min(columns - 1, column + reach); x++) {
          around.push(from[y * columns + x] ?? 0);
        }
      }
      result[row * columns + column] = combine(around);
    }
  }
  return result;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Darkest and brightest paper, without the outermost twentieths. */
export function backgroundRange(background: Background): { dark: number; light: number } {
  const sorted = [...background.values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round((sorted.length - 1) * share)] ?? 255;
  return { dark: at(0.05), light: at(0.95) };
}
