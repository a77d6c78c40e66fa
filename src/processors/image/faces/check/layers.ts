import type { Room } from './room';
import { emptyTensor, type Tensor } from './tensor';

const LEAK = 0.1;
const leaky = (value: number): number => (value > 0 ? value : value * LEAK);

/** 3 × 3 over all channels, without a border, then leaky. Filters by row, column, channel in, channel out. */
export function convolve(room: Room, input: Tensor, filters: Float32Array, bias: Float32Array): Tensor {
  const output = emptyTensor(room, input.width - 2, input.height - 2, bias.length);
  for (let y = 0, to = 0; y < output.height; y++) {
    for (let x = 0; x < output.width; x++, to += bias.length) {
      const sums = output.data.subarray(to, to + bias.length);
      sums.set(bias);
      for (let row = 0; row < 3; row++) {
        // The three places of a row lie side by side, in the picture and in the filters.
        const from = ((y + row) * input.width + x) * input.channels;
        room.addWeighted(input.data, from, 3 * input.channels, filters, row * 3 * input.channels * bias.length, sums);
      }
      for (let channel = 0; channel < sums.length; channel++) sums[channel] = leaky(sums[channel] ?? 0);
    }
  }
  return output;
}

/** 3 × 3 of each channel on its own, with a border of zeros. Filters by row, column, channel. */
export function convolveDepthwise(room: Room, { data, width, height, channels }: Tensor, filters: Float32Array): Tensor {
  const output = emptyTensor(room, width, height, channels);
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to += channels) {
      for (let row = Math.max(0, 1 - y); row < Math.min(3, height + 1 - y); row++) {
        for (let column = Math.max(0, 1 - x); column < Math.min(3, width + 1 - x); column++) {
          const from = ((y + row - 1) * width + x + column - 1) * channels;
          const filter = (row * 3 + column) * channels;
          for (let channel = 0; channel < channels; channel++) {
            output.data[to + channel] = (output.data[to + channel] ?? 0) + (data[from + channel] ?? 0) * (filters[filter + channel] ?? 0);
          }
        }
      }
    }
  }
  return output;
}

/** Mixes the channels of each place. Filters by channel in, channel out. */
export function applyPointwise(room: Room, input: Tensor, filters: Float32Array, bias: Float32Array, isLeaky: boolean): Tensor {
  const output = emptyTensor(room, input.width, input.height, bias.length);
  for (let from = 0, to = 0; to < output.data.length; from += input.channels, to += bias.length) {
    const sums = output.data.subarray(to, to + bias.length);
    sums.set(bias);
    room.addWeighted(input.data, from, input.channels, filters, 0, sums);
    for (let channel = 0; isLeaky && channel < sums.length; channel++) sums[channel] = leaky(sums[channel] ?? 0);
  }
  return output;
}

/** The largest of each 2 × 2 places; an odd last row or column counts alone. */
export const poolToHalf = (room: Room, input: Tensor): Tensor => pool(room, input, 2);

/** The largest of each place and those right of, below and diagonally below it. */
export const poolInPlace = (room: Room, input: Tensor): Tensor => pool(room, input, 1);

function pool(room: Room, { data, width, height, channels }: Tensor, step: 1 | 2): Tensor {
  const output = emptyTensor(room, Math.ceil(width / step), Math.ceil(height / step), channels);
  for (let y = 0, to = 0; y < output.height; y++) {
    const upper = y * step * width;
    const lower = Math.min(height - 1, y * step + 1) * width;
    for (let x = 0; x < output.width; x++) {
      const left = x * step;
      const right = Math.min(width - 1, left + 1);
      for (let channel = 0; channel < channels; channel++, to++) {
        output.data[to] = Math.max(
          data[(upper + left) * channels + channel] ?? 0,
          data[(upper + right) * channels + channel] ?? 0,
          data[(lower + left) * channels + channel] ?? 0,
          data[(lower + right) * channels + channel] ?? 0,
        );
      }
    }
  }
  return output;
}
