import { lanczosWeights, type ResizeWeights } from '../hashes/lanczos-weights';
import { takeRoom } from '../pixels/spare-room';
import { SLACK, withKernelRoom, type KernelRoom } from './kernel-room';
import type { Size } from './target-size';

/** Rows that are resized at once. */
const ROWS = 4;
const LOW_BITS = 12;
const LOW_MASK = (1 << LOW_BITS) - 1;

/**
 * Lanczos of three lobes, along rows and then along columns in 8 bits each, bit for bit as Pillow has it
 * (`Image.resize(size, LANCZOS)`; method of its src/libImaging/Resample.c, MIT-CMU).
 *
 * @param data `channels` bytes a pixel, row by row without padding; returned itself where the size stays
 */
export function resizeLanczos(data: Uint8Array, channels: 3 | 4, from: Size, to: Size): Uint8Array {
  if (from.width === to.width && from.height === to.height) return data;
  return withKernelRoom((room) => resizeIn(room, data, channels, from, to));
}

function resizeIn(room: KernelRoom, data: Uint8Array, channels: 3 | 4, from: Size, to: Size): Uint8Array {
  const { kernels } = room;
  const across = from.width === to.width ? null : lanczosWeights(from.width, to.width);
  const down = from.height === to.height ? null : lanczosWeights(from.height, to.height);
  const sourceBytes = from.width * channels;
  const rowBytes = to.width * channels;
  const stride = rowBytes + SLACK;
  const ringRows = Math.ceil(Math.min(down?.taps ?? 1, from.height) / ROWS) * ROWS + 2 * ROWS;
  const fours = across ? Math.ceil(Math.min(across.taps, from.width) / 4) : 0;
  const source = room.place(ROWS * sourceBytes + SLACK + fours * 4 * channels);
  const ring = room.place(ringRows * stride);
  const target = room.place(stride);
  const places = room.place(to.width * 8);
  const weights = room.place(to.width * fours * 16);
  const pairs = room.place((Math.min(down?.taps ?? 0, from.height) + 1) * 8);
  const bytes = room.open();
  if (across) writeWeights(across, channels, fours, new Int32Array(bytes.buffer, places), new Int32Array(bytes.buffer, weights));
  const resizeRows = channels === 3 ? kernels.resizeRowsOfThree : kernels.resizeRowsOfFour;
  const ringRow = (row: number): number => ring + (row % ringRows) * stride;

  /** Rows from the first to this one are in the ring, or have been. */
  let taken = 0;
  const takeUp = (last: number): void => {
    for (; taken <= last; taken += ROWS) {
      const end = Math.min(from.height, taken + ROWS);
      if (across) {
        bytes.set(data.subarray(taken * sourceBytes, end * sourceBytes), source);
        resizeRows(source, sourceBytes, ringRow(taken), stride, to.width, places, weights);
      } else for (let row = taken; row < end; row++) bytes.set(data.subarray(row * sourceBytes, (row + 1) * sourceBytes), ringRow(row));
    }
  };

  const result = takeRoom(rowBytes * to.height);
  const pairTable = new Int32Array(bytes.buffer, pairs);
  for (let y = 0; y < to.height; y++) {
    let at = target;
    if (down) {
      takeUp((down.first[y] as number) + (down.count[y] as number) - 1);
      kernels.mixRows(pairs, writePairs(down, y, ringRow, pairTable), target, rowBytes);
    } else {
      takeUp(y);
      at = ringRow(y);
    }
    result.set(bytes.subarray(at, at + rowBytes), y * rowBytes);
  }
  return result;
}

function writeWeights({ taps, first, count, weights }: ResizeWeights, channels: number, fours: number, places: Int32Array, table: Int32Array): void {
  const weightOf = (pixel: number, tap: number): number => (tap < (count[pixel] as number) ? (weights[pixel * taps + tap] as number) : 0);
  let at = 0;
  for (let pixel = 0; pixel < first.length; pixel++) {
    const needed = Math.min(fours, Math.ceil((count[pixel] as number) / 4));
    places[pixel * 2] = (first[pixel] as number) * channels;
    places[pixel * 2 + 1] = needed;
    for (let tap = 0; tap < needed * 4; tap += 4) {
      const [one, two, three, four] = [weightOf(pixel, tap), weightOf(pixel, tap + 1), weightOf(pixel, tap + 2), weightOf(pixel, tap + 3)];
      table[at++] = lowPair(one, two);
      table[at++] = lowPair(three, four);
      table[at++] = highPair(one, two);
      table[at++] = highPair(three, four);
    }
  }
}

/** @returns how many pairs of rows the row is made of */
function writePairs({ taps, first, count, weights }: ResizeWeights, y: number, ringRow: (row: number) => number, table: Int32Array): number {
  const length = count[y] as number;
  for (let tap = 0, at = 0; tap < length; tap += 2) {
    const one = weights[y * taps + tap] as number;
    const two = tap + 1 < length ? (weights[y * taps + tap + 1] as number) : 0;
    table[at++] = ringRow((first[y] as number) + tap);
    table[at++] = ringRow((first[y] as number) + Math.min(tap + 1, length - 1));
    table[at++] = lowPair(one, two);
    table[at++] = highPair(one, two);
  }
  return Math.ceil(length / 2);
}

/** Two numbers of 16 bits in one of 32, the first one below. */
const lowPair = (one: number, two: number): number => (one & LOW_MASK) | ((two & LOW_MASK) << 16);
const highPair = (one: number, two: number): number => ((one >> LOW_BITS) & 0xffff) | ((two >> LOW_BITS) << 16);
