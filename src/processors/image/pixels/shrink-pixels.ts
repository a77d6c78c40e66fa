import type { Pixels } from './pixels';

/** From this height of a block on, every second row tells enough of it. */
const TALL_BLOCK = 4;

/**
 * The picture made smaller for looking at: each block of `factor` × `factor` pixels becomes their mean; transparent
 * pixels lend no colour. Columns and rows that fill no block are left out.
 */
export function shrinkPixels(pixels: Pixels, factor: number): Pixels {
  if (factor <= 1) return pixels;
  const { data, width, height, channels } = pixels;
  const [newWidth, newHeight] = [Math.floor(width / factor), Math.floor(height / factor)];
  const shrunk = new Uint8Array(newWidth * newHeight * channels);
  const sums = new Float64Array(newWidth * channels);
  const stride = width * channels;
  const rowStep = factor >= TALL_BLOCK ? 2 : 1;
  const area = factor * Math.ceil(factor / rowStep);
  for (let y = 0, to = 0; y < newHeight; y += 1) {
    sums.fill(0);
    for (let row = y * factor; row < (y + 1) * factor; row += rowStep) {
      if (channels === 3) addColours(sums, data, row * stride, factor, newWidth);
      else if (channels === 1) addGreys(sums, data, row * stride, factor, newWidth);
      else addWeighted(sums, data, row * stride, factor, newWidth);
    }
    for (let i = 0; i < sums.length; i += 1, to += 1) {
      const weight = channels === 4 && i % 4 < 3 ? (sums[i - (i % 4) + 3] as number) : area;
      shrunk[to] = weight === 0 ? 0 : Math.round((sums[i] as number) / weight);
    }
  }
  return { data: shrunk, width: newWidth, height: newHeight, channels };
}

function addGreys(sums: Float64Array, data: Uint8Array, start: number, factor: number, columns: number): void {
  for (let x = 0, at = start; x < columns; x += 1) {
    let sum = 0;
    for (const end = at + factor; at < end; at += 1) sum += data[at] as number;
    sums[x] = (sums[x] as number) + sum;
  }
}

function addColours(sums: Float64Array, data: Uint8Array, start: number, factor: number, columns: number): void {
  for (let x = 0, at = start, to = 0; x < columns; x += 1, to += 3) {
    let red = 0;
    let green = 0;
    let blue = 0;
    for (const end = at + factor * 3; at < end; at += 3) {
      red += data[at] as number;
      green += data[at + 1] as number;
      blue += data[at + 2] as number;
    }
    sums[to] = (sums[to] as number) + red;
    sums[to + 1] = (sums[to + 1] as number) + green;
    sums[to + 2] = (sums[to + 2] as number) + blue;
  }
}

/** Colours times alpha, and alpha. */
function addWeighted(sums: Float64Array, data: Uint8Array, start: number, factor: number, columns: number): void {
  for (let x = 0, at = start, to = 0; x < columns; x += 1, to += 4) {
    for (const end = at + factor * 4; at < end; at += 4) {
      const alpha = data[at + 3] as number;
      for (let channel = 0; channel < 3; channel += 1) {
        sums[to + channel] = (sums[to + channel] as number) + (data[at + channel] as number) * alpha;
      }
      sums[to + 3] = (sums[to + 3] as number) + alpha;
    }
  }
}
