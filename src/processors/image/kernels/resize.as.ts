/** Pillow's resizing of grey rows by weights in 2²²ths; a weight is 4096 times its upper part and its lower part (16-bit each). */

/**
 * Four rows to the width of the result. Weights come in groups of eight, with zeros for what is not needed.
 *
 * @param places of each pixel of the result: its first pixel of the source, and how many groups it has
 * @param isNarrow whether all upper parts are zero, and the lower parts whole weights
 */
export function resizeRows(
  source: usize, sourceStride: i32, target: usize, targetStride: i32, width: i32,
  places: usize, lowWeights: usize, highWeights: usize, isNarrow: bool,
): void {
  for (let x = 0; x < width; x += 1) {
    const row0 = source + load<i32>(places);
    const row1 = row0 + sourceStride;
    const row2 = row1 + sourceStride;
    const row3 = row2 + sourceStride;
    const length = load<i32>(places + 4) << 3;
    places += 8;
    let a = i32x4.splat(0);
    let b = i32x4.splat(0);
    let c = i32x4.splat(0);
    let d = i32x4.splat(0);
    if (isNarrow) {
      for (let k = 0; k < length; k += 8) {
        const low = v128.load(lowWeights);
        a = i32x4.add(a, i32x4.dot_i16x8_s(v128.load8x8_u(row0 + k), low));
        b = i32x4.add(b, i32x4.dot_i16x8_s(v128.load8x8_u(row1 + k), low));
        c = i32x4.add(c, i32x4.dot_i16x8_s(v128.load8x8_u(row2 + k), low));
        d = i32x4.add(d, i32x4.dot_i16x8_s(v128.load8x8_u(row3 + k), low));
        lowWeights += 16;
      }
    } else {
      let e = i32x4.splat(0);
      let f = i32x4.splat(0);
      let g = i32x4.splat(0);
      let h = i32x4.splat(0);
      for (let k = 0; k < length; k += 8) {
        const low = v128.load(lowWeights);
        const high = v128.load(highWeights);
        const values0 = v128.load8x8_u(row0 + k);
        const values1 = v128.load8x8_u(row1 + k);
        const values2 = v128.load8x8_u(row2 + k);
        const values3 = v128.load8x8_u(row3 + k);
        a = i32x4.add(a, i32x4.dot_i16x8_s(values0, low));
        b = i32x4.add(b, i32x4.dot_i16x8_s(values1, low));
        c = i32x4.add(c, i32x4.dot_i16x8_s(values2, low));
        d = i32x4.add(d, i32x4.dot_i16x8_s(values3, low));
        e = i32x4.add(e, i32x4.dot_i16x8_s(values0, high));
        f = i32x4.add(f, i32x4.dot_i16x8_s(values1, high));
        g = i32x4.add(g, i32x4.dot_i16x8_s(values2, high));
        h = i32x4.add(h, i32x4.dot_i16x8_s(values3, high));
        lowWeights += 16;
        highWeights += 16;
      }
      a = i32x4.add(a, i32x4.shl(e, 12));
      b = i32x4.add(b, i32x4.shl(f, 12));
      c = i32x4.add(c, i32x4.shl(g, 12));
      d = i32x4.add(d, i32x4.shl(h, 12));
    }
    const ab = i32x4.add(i32x4.shuffle(a, b, 0, 4, 1, 5), i32x4.shuffle(a, b, 2, 6, 3, 7));
    const cd = i32x4.add(i32x4.shuffle(c, d, 0, 4, 1, 5), i32x4.shuffle(c, d, 2, 6, 3, 7));
    const sums = i32x4.add(i64x2.shuffle(ab, cd, 0, 2), i64x2.shuffle(ab, cd, 1, 3));
    const values = toBytes(sums, sums);
    const to = target + x;
    store<u8>(to, i8x16.extract_lane_u(values, 0));
    store<u8>(to + targetStride, i8x16.extract_lane_u(values, 1));
    store<u8>(to + 2 * targetStride, i8x16.extract_lane_u(values, 2));
    store<u8>(to + 3 * targetStride, i8x16.extract_lane_u(values, 3));
  }
}

@inline
function toBytes(a: v128, b: v128): v128 {
  const half = i32x4.splat(1 << 21);
  const words = i16x8.narrow_i32x4_s(i32x4.shr_s(i32x4.add(a, half), 22), i32x4.shr_s(i32x4.add(b, half), 22));
  return i8x16.narrow_i16x8_u(words, words);
}

/**
 * One row of the result out of rows that lie in a ring.
 *
 * @param first the ring's row to begin with
 * @param weights pairs of rows: the lower parts of the two weights, then the upper ones (16-bit each)
 */
export function mixRows(ring: usize, stride: i32, ringRows: i32, first: i32, weights: usize, pairs: i32, target: usize, width: i32): void {
  for (let x = 0; x < width; x += 8) {
    let lowA = i32x4.splat(0);
    let lowB = i32x4.splat(0);
    let highA = i32x4.splat(0);
    let highB = i32x4.splat(0);
    let row = first;
    for (let k = 0; k < pairs; k += 1) {
      const even = v128.load8x8_u(ring + row * stride + x);
      row += 1;
      if (row == ringRows) row = 0;
      const odd = v128.load8x8_u(ring + row * stride + x);
      row += 1;
      if (row == ringRows) row = 0;
      const a = i16x8.shuffle(even, odd, 0, 8, 1, 9, 2, 10, 3, 11);
      const b = i16x8.shuffle(even, odd, 4, 12, 5, 13, 6, 14, 7, 15);
      const low = v128.load_splat<i32>(weights + (<usize>k << 3));
      const high = v128.load_splat<i32>(weights + (<usize>k << 3), 4);
      lowA = i32x4.add(lowA, i32x4.dot_i16x8_s(a, low));
      lowB = i32x4.add(lowB, i32x4.dot_i16x8_s(b, low));
      highA = i32x4.add(highA, i32x4.dot_i16x8_s(a, high));
      highB = i32x4.add(highB, i32x4.dot_i16x8_s(b, high));
    }
    const bytes = toBytes(i32x4.add(lowA, i32x4.shl(highA, 12)), i32x4.add(lowB, i32x4.shl(highB, 12)));
    store<u64>(target + x, i64x2.extract_lane(bytes, 0));
  }
}
