import type { Pixels } from '../pixels/pixels';

/** More samples of one average say nothing new: of larger pictures so many rows for each cell are read, evenly spread. */
const ROWS_PER_CELL = 24;

/** Planes of red, green and blue (0–255), each `side` × `side`, row by row. */
export type SmallPlanes = readonly [Float32Array, Float32Array, Float32Array];

/**
 * The picture as a square, each cell the average of the area it covers, to the fraction of a pixel: then a picture and
 * its mirror image, or the same at a quarter of the size, give nearly the same numbers. What is transparent shows white.
 *
 * @param pixels at least `side` wide
 */
export function shrink(pixels: Pixels, side: number): SmallPlanes {
  const { width, height } = pixels;
  const step = Math.max(1, Math.floor(height / (side * ROWS_PER_CELL)));
  const rows = Math.floor(height / step);
  const edges = Array.from({ length: side + 1 }, (_, cell) => edgeAt((cell * width) / side));
  const across = new Float64Array(side * 3);
  const sums = new Float64Array(side * side * 3);
  for (let row = 0; row < rows; row += 1) {
    sumAlong(pixels, row * step + (step >> 1), edges, across);
    // A row at the edge of two cells counts in both by its parts.
    const from = (row / rows) * side;
    const to = ((row + 1) / rows) * side;
    for (let cell = Math.floor(from); cell < Math.min(side, to); cell += 1) {
      const share = Math.min(to, cell + 1) - Math.max(from, cell);
      if (share <= 0) continue;
      const start = cell * side * 3;
      for (let index = 0; index < across.length; index += 1) sums[start + index]! += across[index]! * share;
    }
  }
  const plane = (channel: number) => Float32Array.from({ length: side * side }, (_, cell) => (sums[cell * 3 + channel]! * side) / width);
  return [plane(0), plane(1), plane(2)];
}

/** Where one cell ends and the next begins: this share of the pixel still belongs to the first. */
interface Edge {
  readonly pixel: number;
  readonly share: number;
}

function edgeAt(x: number): Edge {
  const pixel = Math.floor(x + 1e-6);
  return { pixel, share: Math.max(0, x - pixel) };
}

/** The sums of red, green and blue in each cell of one row. */
function sumAlong({ data, width, channels }: Pixels, y: number, edges: readonly Edge[], sums: Float64Array): void {
  const start = y * width * channels;
  const isGrey = channels === 1;
  for (let cell = 0; cell + 1 < edges.length; cell += 1) {
    const first = edges[cell]!;
    const last = edges[cell + 1]!;
    let red = 0;
    let green = 0;
    let blue = 0;
    const end = start + last.pixel * channels;
    if (channels === 4) {
      for (let at = start + first.pixel * 4; at < end; at += 4) {
        const alpha = data[at + 3]!;
        const white = 255 - alpha;
        red += (data[at]! * alpha) / 255 + white;
        green += (data[at + 1]! * alpha) / 255 + white;
        blue += (data[at + 2]! * alpha) / 255 + white;
      }
    } else if (isGrey) {
      for (let at = start + first.pixel; at < end; at += 1) red += data[at]!;
      green = red;
      blue = red;
    } else {
      for (let at = start + first.pixel * 3; at < end; at += 3) {
        red += data[at]!;
        green += data[at + 1]!;
        blue += data[at + 2]!;
      }
    }
    for (const [edge, sign] of [[first, -1], [last, 1]] as const) {
      if (edge.share === 0) continue;
      const at = start + edge.pixel * channels;
      const alpha = channels === 4 ? data[at + 3]! / 255 : 1;
      const white = 255 * (1 - alpha);
      const weight = sign * edge.share;
      red += (data[at]! * alpha + white) * weight;
      green += (data[isGrey ? at : at + 1]! * alpha + white) * weight;
      blue += (data[isGrey ? at : at + 2]! * alpha + white) * weight;
    }
    sums[cell * 3] = red;
    sums[cell * 3 + 1] = green;
    sums[cell * 3 + 2] = blue;
  }
}
