const BLOCKS = 8;
const HALF_ROOT = Math.SQRT1_2;

/**
 * What is left of a picture in 8 × 8 blocks when Haar wavelets have taken it apart, its mean was taken out, and it was put
 * together and taken apart again: in the very order of operations of PyWavelets, so that where blocks are equal the same
 * rounding decides between them.
 *
 * @param grey `side` × `side` values; a power of two, at least 8
 */
export function haarBlocks(grey: Uint8Array, side: number): Float64Array {
  const size = side / BLOCKS;
  const pixels = new Float64Array(size * size);
  const details = new Float64Array(size * size);
  const means = new Float64Array(BLOCKS * BLOCKS);
  for (let block = 0; block < means.length; block += 1) {
    readBlock(grey, side, block, pixels, size);
    means[block] = takeApart(pixels, size, details);
  }
  const top = new Float64Array(BLOCKS * BLOCKS);
  takeApart(means, BLOCKS, top);
  putTogether(means, 0, BLOCKS, top);
  return means.map((mean, block) => {
    readBlock(grey, side, block, pixels, size);
    takeApart(pixels, size, details);
    putTogether(pixels, mean, size, details);
    return takeApart(pixels, size, details);
  });
}

function readBlock(grey: Uint8Array, side: number, block: number, pixels: Float64Array, size: number): void {
  const start = Math.trunc(block / BLOCKS) * size * side + (block % BLOCKS) * size;
  for (let y = 0; y < size; y += 1) for (let x = 0; x < size; x += 1) pixels[y * size + x] = (grey[start + y * side + x] as number) / 255;
}

/** All levels, rows with rows first; `values` becomes scratch, the details of a level lie in the last three quarters of its part. */
function takeApart(values: Float64Array, size: number, details: Float64Array): number {
  for (let length = size; length > 1; length /= 2) {
    const half = length / 2;
    const quarter = half * half;
    for (let y = 0; y < half; y += 1) {
      for (let x = 0; x < half; x += 1) {
        const at = 2 * y * length + 2 * x;
        const [a, b, c, d] = [values[at]! * HALF_ROOT, values[at + 1]! * HALF_ROOT, values[at + length]! * HALF_ROOT, values[at + length + 1]! * HALF_ROOT];
        const [left, right] = [(a + c) * HALF_ROOT, (b + d) * HALF_ROOT];
        const [leftDetail, rightDetail] = [(a - c) * HALF_ROOT, (b - d) * HALF_ROOT];
        const to = y * half + x;
        values[to] = left + right;
        details[quarter + to] = left - right;
        details[2 * quarter + to] = leftDetail + rightDetail;
        details[3 * quarter + to] = leftDetail - rightDetail;
      }
    }
  }
  return values[0] as number;
}

function putTogether(values: Float64Array, mean: number, size: number, details: Float64Array): void {
  values[0] = mean;
  for (let half = 1; half < size; half *= 2) {
    const length = 2 * half;
    const quarter = half * half;
    // From the end, so that nothing is overwritten before it is read.
    for (let y = half - 1; y >= 0; y -= 1) {
      for (let x = half - 1; x >= 0; x -= 1) {
        const from = y * half + x;
        const [whole, sideways] = [values[from]! * HALF_ROOT, details[quarter + from]! * HALF_ROOT];
        const [downwards, across] = [details[2 * quarter + from]! * HALF_ROOT, details[3 * quarter + from]! * HALF_ROOT];
        const [left, right] = [(whole + sideways) * HALF_ROOT, (whole - sideways) * HALF_ROOT];
        const [leftDetail, rightDetail] = [(downwards + across) * HALF_ROOT, (downwards - across) * HALF_ROOT];
        const at = 2 * y * length + 2 * x;
        values[at] = left + leftDetail;
        values[at + 1] = right + rightDetail;
        values[at + length] = left - leftDetail;
        values[at + length + 1] = right - rightDetail;
      }
    }
  }
}
