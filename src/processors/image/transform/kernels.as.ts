/**
 * What is compiled to WebAssembly (AssemblyScript, with SIMD): resizing of rows of colours by weights in 2²²ths, as
 * Pillow does it, and filters that look at neighbours. A weight is 4096 times its upper part and its lower part, 16 bits
 * each. All memory belongs to the caller; rows may be read and written up to 32 bytes behind their end.
 */

/** Four rows of three channels to the width of the result. */
export function resizeRowsOfThree(source: usize, sourceStride: i32, target: usize, targetStride: i32, width: i32, places: usize, weights: usize): void {
  resizeRows(source, sourceStride, target, targetStride, width, places, weights, 3);
}

/** Four rows of four channels likewise. */
export function resizeRowsOfFour(source: usize, sourceStride: i32, target: usize, targetStride: i32, width: i32, places: usize, weights: usize): void {
  resizeRows(source, sourceStride, target, targetStride, width, places, weights, 4);
}

/**
 * @param places of each pixel of the result: where its first pixel of the source begins, and how many fours of weights it has
 * @param weights for each four: lower parts, then upper parts
 */
@inline
function resizeRows(
  source: usize, sourceStride: i32, target: usize, targetStride: i32, width: i32, places: usize, weights: usize, channels: i32,
): void {
  for (let x = 0; x < width; x += 1) {
    let row0 = source + load<i32>(places);
    let row1 = row0 + sourceStride;
    let row2 = row1 + sourceStride;
    let row3 = row2 + sourceStride;
    let low0 = i32x4.splat(0);
    let low1 = low0;
    let low2 = low0;
    let low3 = low0;
    let high0 = low0;
    let high1 = low0;
    let high2 = low0;
    let high3 = low0;
    for (let left = load<i32>(places, 4); left > 0; left -= 1) {
      const four = v128.load(weights);
      weights += 16;
      const lowA = i32x4.shuffle(four, four, 0, 0, 0, 0);
      const lowB = i32x4.shuffle(four, four, 1, 1, 1, 1);
      const highA = i32x4.shuffle(four, four, 2, 2, 2, 2);
      const highB = i32x4.shuffle(four, four, 3, 3, 3, 3);
      const pixels0 = v128.load(row0);
      const a0 = firstPair(pixels0, channels);
      const b0 = secondPair(pixels0, channels);
      low0 = addWeighted(low0, a0, lowA, b0, lowB);
      high0 = addWeighted(high0, a0, highA, b0, highB);
      const pixels1 = v128.load(row1);
      const a1 = firstPair(pixels1, channels);
      const b1 = secondPair(pixels1, channels);
      low1 = addWeighted(low1, a1, lowA, b1, lowB);
      high1 = addWeighted(high1, a1, highA, b1, highB);
      const pixels2 = v128.load(row2);
      const a2 = firstPair(pixels2, channels);
      const b2 = secondPair(pixels2, channels);
      low2 = addWeighted(low2, a2, lowA, b2, lowB);
      high2 = addWeighted(high2, a2, highA, b2, highB);
      const pixels3 = v128.load(row3);
      const a3 = firstPair(pixels3, channels);
      const b3 = secondPair(pixels3, channels);
      low3 = addWeighted(low3, a3, lowA, b3, lowB);
      high3 = addWeighted(high3, a3, highA, b3, highB);
      row0 += 4 * channels;
      row1 += 4 * channels;
      row2 += 4 * channels;
      row3 += 4 * channels;
    }
    places += 8;
    const to = target + x * channels;
    const upper = toBytes(low0, high0, low1, high1);
    const lower = toBytes(low2, high2, low3, high3);
    // What is written too much of three channels is the next pixel's, or behind the end.
    store<i32>(to, i32x4.extract_lane(upper, 0));
    store<i32>(to + targetStride, i32x4.extract_lane(upper, 1));
    store<i32>(to + 2 * targetStride, i32x4.extract_lane(lower, 0));
    store<i32>(to + 3 * targetStride, i32x4.extract_lane(lower, 1));
  }
}

@inline
function addWeighted(sum: v128, a: v128, ofA: v128, b: v128, ofB: v128): v128 {
  return i32x4.add(sum, i32x4.add(i32x4.dot_i16x8_s(a, ofA), i32x4.dot_i16x8_s(b, ofB)));
}

/** Two pixels, channel by channel, in 16 bits each. */
@inline
function firstPair(pixels: v128, channels: i32): v128 {
  const none = i32x4.splat(0);
  return channels == 3
    ? i8x16.shuffle(pixels, none, 0, 16, 3, 16, 1, 16, 4, 16, 2, 16, 5, 16, 16, 16, 16, 16)
    : i8x16.shuffle(pixels, none, 0, 16, 4, 16, 1, 16, 5, 16, 2, 16, 6, 16, 3, 16, 7, 16);
}

@inline
function secondPair(pixels: v128, channels: i32): v128 {
  const none = i32x4.splat(0);
  return channels == 3
    ? i8x16.shuffle(pixels, none, 6, 16, 9, 16, 7, 16, 10, 16, 8, 16, 11, 16, 16, 16, 16, 16)
    : i8x16.shuffle(pixels, none, 8, 16, 12, 16, 9, 16, 13, 16, 10, 16, 14, 16, 11, 16, 15, 16);
}

/** Eight bytes of two sums of four. */
@inline
function toBytes(low0: v128, high0: v128, low1: v128, high1: v128): v128 {
  const half = i32x4.splat(1 << 21);
  const sum0 = i32x4.add(i32x4.add(low0, i32x4.shl(high0, 12)), half);
  const sum1 = i32x4.add(i32x4.add(low1, i32x4.shl(high1, 12)), half);
  const words = i16x8.narrow_i32x4_s(i32x4.shr_s(sum0, 22), i32x4.shr_s(sum1, 22));
  return i8x16.narrow_i16x8_u(words, words);
}

/**
 * One row out of pairs of rows.
 *
 * @param pairs of each: where its rows lie, the lower parts of their weights, the upper parts
 * @param length bytes
 */
export function mixRows(pairs: usize, count: i32, target: usize, length: i32): void {
  for (let x = 0; x < length; x += 8) {
    let low0 = i32x4.splat(0);
    let low1 = low0;
    let high0 = low0;
    let high1 = low0;
    for (let pair = pairs, end = pairs + (<usize>count << 4); pair < end; pair += 16) {
      const one = v128.load8x8_u(<usize>load<i32>(pair) + x);
      const other = v128.load8x8_u(<usize>load<i32>(pair, 4) + x);
      const a = i16x8.shuffle(one, other, 0, 8, 1, 9, 2, 10, 3, 11);
      const b = i16x8.shuffle(one, other, 4, 12, 5, 13, 6, 14, 7, 15);
      const low = v128.load32_splat(pair, 8);
      const high = v128.load32_splat(pair, 12);
      low0 = i32x4.add(low0, i32x4.dot_i16x8_s(a, low));
      low1 = i32x4.add(low1, i32x4.dot_i16x8_s(b, low));
      high0 = i32x4.add(high0, i32x4.dot_i16x8_s(a, high));
      high1 = i32x4.add(high1, i32x4.dot_i16x8_s(b, high));
    }
    store<i64>(target + x, i64x2.extract_lane(toBytes(low0, high0, low1, high1), 0));
  }
}

/**
 * A row sharpened by a kernel of 9 amid -1. The rows have a pixel of three channels more at both ends.
 *
 * @param length bytes of the result
 */
export function sharpenRow(above: usize, here: usize, below: usize, target: usize, length: i32): void {
  const ten = i16x8.splat(10);
  for (let x = 0; x < length; x += 8) {
    const sum = i16x8.add(i16x8.add(threeBeside(above + x), threeBeside(here + x)), threeBeside(below + x));
    const sharp = i16x8.sub(i16x8.mul(v128.load8x8_u(here + x, 3), ten), sum);
    store<i64>(target + x, i64x2.extract_lane(i8x16.narrow_i16x8_u(sharp, sharp), 0));
  }
}

@inline
function threeBeside(at: usize): v128 {
  return i16x8.add(i16x8.add(v128.load8x8_u(at), v128.load8x8_u(at, 3)), v128.load8x8_u(at, 6));
}

/**
 * A row blurred by 1, 4, 6, 4, 1 sixteenths both ways. The rows have two pixels of three channels more at both ends.
 *
 * @param columns room for two bytes for each of such a row
 */
export function blurRow(first: usize, second: usize, third: usize, fourth: usize, fifth: usize, columns: usize, target: usize, length: i32): void {
  for (let x = 0; x < length + 12; x += 8) {
    const sum = mixFive(v128.load8x8_u(first + x), v128.load8x8_u(second + x), v128.load8x8_u(third + x), v128.load8x8_u(fourth + x), v128.load8x8_u(fifth + x));
    v128.store(columns + (<usize>x << 1), sum);
  }
  const half = i16x8.splat(128);
  for (let x = 0; x < length; x += 8) {
    const at = columns + (<usize>x << 1);
    const sum = mixFive(v128.load(at), v128.load(at, 6), v128.load(at, 12), v128.load(at, 18), v128.load(at, 24));
    // At most 65,408: all 16 bits are needed.
    const bytes = i16x8.shr_u(i16x8.add(sum, half), 8);
    store<i64>(target + x, i64x2.extract_lane(i8x16.narrow_i16x8_u(bytes, bytes), 0));
  }
}

@inline
function mixFive(first: v128, second: v128, third: v128, fourth: v128, fifth: v128): v128 {
  const outer = i16x8.add(first, fifth);
  const inner = i16x8.shl(i16x8.add(second, fourth), 2);
  return i16x8.add(i16x8.add(outer, inner), i16x8.mul(third, i16x8.splat(6)));
}

export { toLabRow, fromLabRow, shiftRow } from './lab.as';
export { blendRow } from './equalise.as';
export { moveRow, saturateRow, sumGrey, lightEdgesRow, sumBytes, countBytes } from './enhance.as';
