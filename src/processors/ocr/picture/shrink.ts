import type { GreyPicture } from './grey-picture';

const WEIGHT_BITS = 12;

/** Which source pixels make up each target pixel, and how much of each: their covered lengths. */
function coverage(from: number, to: number): { starts: Int32Array; weights: Int32Array; taps: number } {
  const step = from / to;
  const taps = Math.ceil(step) + 1;
  const starts = new Int32Array(to);
  const weights = new Int32Array(to * taps);
  for (let target = 0; target < to; target++) {
    const [begin, end] = [target * step, (target + 1) * step];
    const start = Math.min(Math.floor(begin), Math.max(0, from - taps));
    starts[target] = start;
    for (let tap = 0; tap < taps; tap++) {
      const covered = Math.min(end, start + tap + 1) - Math.max(begin, start + tap);
      weights[target * taps + tap] = Math.round((Math.max(0, covered) / step) * (1 << WEIGHT_BITS));
    }
  }
  return { starts, weights, taps };
}

/** Makes a picture smaller by averaging all that a pixel covers; the sides may shrink by any measure. */
export function shrink(picture: GreyPicture, width: number, height: number): GreyPicture {
  const across = coverage(picture.width, width);
  const down = coverage(picture.height, height);
  const narrow = shrinkRows(picture, width, across);
  const data = new Uint8Array(width * height);
  const sums = new Int32Array(width);
  for (let y = 0; y < height; y++) {
    sums.fill(1 << (WEIGHT_BITS - 1));
    for (let tap = 0; tap < down.taps; tap++) {
      const weight = down.weights[y * down.taps + tap] ?? 0;
      if (weight === 0) continue;
      const row = ((down.starts[y] ?? 0) + tap) * width;
      for (let x = 0; x < width; x++) sums[x] = (sums[x] ?? 0) + (narrow[row + x] ?? 0) * weight;
    }
    for (let x = 0, at = y * width; x < width; x++, at++) {
      const value = (sums[x] ?? 0) >> WEIGHT_BITS;
      data[at] = value > 255 ? 255 : value;
    }
  }
  return { data, width, height };
}

function shrinkRows(picture: GreyPicture, width: number, { starts, weights, taps }: ReturnType<typeof coverage>): Uint8Array {
  const { data, height } = picture;
  const narrow = new Uint8Array(width * height);
  for (let y = 0, to = 0; y < height; y++) {
    const row = y * picture.width;
    for (let x = 0, at = 0; x < width; x++, to++, at += taps) {
      const from = row + (starts[x] ?? 0);
      // Two or three taps are what pages need.
      let sum = (1 << (WEIGHT_BITS - 1)) + (data[from] ?? 0) * (weights[at] ?? 0) + (data[from + 1] ?? 0) * (weights[at + 1] ?? 0);
      for (let tap = 2; tap < taps; tap++) sum += (data[from + tap] ?? 0) * (weights[at + tap] ?? 0);
      const value = sum >> WEIGHT_BITS;
      narrow[to] = value > 255 ? 255 : value;
    }
  }
  return narrow;
}
