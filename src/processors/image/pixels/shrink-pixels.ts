import { withKernels } from '../kernels/load-kernels';
import type { Pixels } from './pixels';
import { takeRoom } from './spare-room';

/** From this height of a block on, every second row tells enough of it. */
const TALL_BLOCK = 4;

/**
 * The picture made smaller for looking at: each block of `factor` × `factor` pixels becomes their mean; transparent
 * pixels lend no colour. Columns and rows that fill no block are left out.
 *
 * @param factor at most 256, so that the sums of columns fit into 16 bits
 */
export function shrinkPixels(pixels: Pixels, factor: number): Pixels {
  if (factor <= 1) return pixels;
  const { width, height, channels } = pixels;
  const [newWidth, newHeight] = [Math.floor(width / factor), Math.floor(height / factor)];
  const shrunk = { data: takeRoom(newWidth * newHeight * channels), width: newWidth, height: newHeight, channels };
  const rowStep = factor >= TALL_BLOCK ? 2 : 1;
  if (channels === 4) shrinkWeighted(pixels, shrunk, factor, rowStep);
  else shrinkOpaque(pixels, shrunk, factor, rowStep);
  return shrunk;
}

function shrinkOpaque({ data, width, channels }: Pixels, shrunk: Pixels, factor: number, rowStep: number): void {
  const stride = width * channels;
  const rowBytes = shrunk.width * channels;
  const area = factor * Math.ceil(factor / rowStep);
  withKernels((room) => {
    const source = room.place(stride);
    const sums = room.place(2 * stride);
    const means = room.place(rowBytes);
    const bytes = room.open();
    for (let y = 0; y < shrunk.height; y += 1) {
      bytes.fill(0, sums, sums + 2 * stride);
      for (let row = y * factor; row < (y + 1) * factor; row += rowStep) {
        bytes.set(data.subarray(row * stride, (row + 1) * stride), source);
        room.calls.addRow(source, sums, stride);
      }
      room.calls.meanRow(sums, means, shrunk.width, channels, factor, area);
      shrunk.data.set(bytes.subarray(means, means + rowBytes), y * rowBytes);
    }
  });
}

/** Colours count as much as they are opaque. */
function shrinkWeighted({ data, width }: Pixels, shrunk: Pixels, factor: number, rowStep: number): void {
  const sums = new Float64Array(shrunk.width * 4);
  const area = factor * Math.ceil(factor / rowStep);
  for (let y = 0, to = 0; y < shrunk.height; y += 1) {
    sums.fill(0);
    for (let row = y * factor; row < (y + 1) * factor; row += rowStep) addWeighted(sums, data, row * width * 4, factor, shrunk.width);
    for (let i = 0; i < sums.length; i += 1, to += 1) {
      const weight = i % 4 < 3 ? (sums[i - (i % 4) + 3] as number) : area;
      shrunk.data[to] = weight === 0 ? 0 : Math.round((sums[i] as number) / weight);
    }
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
