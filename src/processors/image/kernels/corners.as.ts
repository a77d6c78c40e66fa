/**
 * How much of a corner each pixel of a row is: the smaller eigenvalue of the gradients' products, summed over 3 × 3
 * pixels; in integers, so in other units than OpenCV's. `upper` and `lower` get what OpenCV's float arithmetic can make
 * of it at most and at least; nothing where that might be nothing.
 *
 * @param dxs three rows of gradients, one behind the other, 16-bit, by their places
 * @param sums room for three rows of 32-bit numbers, `stride` bytes each, with 16 bytes before them
 * @param threshold where even `upper` can't reach it, nothing is told
 * @returns the largest of `lower` in the row
 */
export function cornerRow(
  dx0: usize, dx1: usize, dx2: usize, dy0: usize, dy1: usize, dy2: usize,
  sums: usize, stride: i32, upper: usize, lower: usize, width: i32, threshold: f32,
): f32 {
  const xx = sums;
  const xy = sums + stride;
  const yy = sums + 2 * stride;
  for (let x = 0; x < width; x += 8) {
    const at = <usize>x << 1;
    const xa = v128.load(dx0 + at);
    const xb = v128.load(dx1 + at);
    const xc = v128.load(dx2 + at);
    const ya = v128.load(dy0 + at);
    const yb = v128.load(dy1 + at);
    const yc = v128.load(dy2 + at);
    const xLow = i16x8.shuffle(xa, xb, 0, 8, 1, 9, 2, 10, 3, 11);
    const xHigh = i16x8.shuffle(xa, xb, 4, 12, 5, 13, 6, 14, 7, 15);
    const yLow = i16x8.shuffle(ya, yb, 0, 8, 1, 9, 2, 10, 3, 11);
    const yHigh = i16x8.shuffle(ya, yb, 4, 12, 5, 13, 6, 14, 7, 15);
    const xLast = i32x4.extend_low_i16x8_u(xc);
    const xLastHigh = i32x4.extend_high_i16x8_u(xc);
    const yLast = i32x4.extend_low_i16x8_u(yc);
    const yLastHigh = i32x4.extend_high_i16x8_u(yc);
    const to = <usize>x << 2;
    v128.store(xx + to, i32x4.add(i32x4.dot_i16x8_s(xLow, xLow), i32x4.dot_i16x8_s(xLast, xLast)));
    v128.store(xx + to, i32x4.add(i32x4.dot_i16x8_s(xHigh, xHigh), i32x4.dot_i16x8_s(xLastHigh, xLastHigh)), 16);
    v128.store(xy + to, i32x4.add(i32x4.dot_i16x8_s(xLow, yLow), i32x4.dot_i16x8_s(xLast, yLast)));
    v128.store(xy + to, i32x4.add(i32x4.dot_i16x8_s(xHigh, yHigh), i32x4.dot_i16x8_s(xLastHigh, yLastHigh)), 16);
    v128.store(yy + to, i32x4.add(i32x4.dot_i16x8_s(yLow, yLow), i32x4.dot_i16x8_s(yLast, yLast)));
    v128.store(yy + to, i32x4.add(i32x4.dot_i16x8_s(yHigh, yHigh), i32x4.dot_i16x8_s(yLastHigh, yLastHigh)), 16);
  }
  mirrorEnds(xx, width);
  mirrorEnds(xy, width);
  mirrorEnds(yy, width);
  let most = f32x4.splat(0);
  const lanes = i32x4(0, 1, 2, 3);
  const limit = f32x4.splat(threshold);
  for (let x = 0; x < width; x += 4) {
    const to = <usize>x << 2;
    const a = f32x4.convert_i32x4_s(threeAt(xx + to));
    const c = f32x4.convert_i32x4_s(threeAt(yy + to));
    // The smaller eigenvalue is at most the smaller of the two.
    if (!v128.any_true(f32x4.gt(f32x4.pmin(a, c), limit))) {
      v128.store(upper + to, f32x4.splat(0));
      v128.store(lower + to, f32x4.splat(0));
      continue;
    }
    const b = f32x4.convert_i32x4_s(threeAt(xy + to));
    const half = f32x4.splat(0.5);
    const trace = f32x4.add(a, c);
    const difference = f32x4.mul(f32x4.sub(a, c), half);
    const value = f32x4.sub(f32x4.mul(trace, half), f32x4.sqrt(f32x4.add(f32x4.mul(difference, difference), f32x4.mul(b, b))));
    // A millionth of the trace for the sums, a thousandth of its root for the gradients, which float rounds too.
    const doubt = f32x4.add(f32x4.mul(trace, f32x4.splat(1e-6)), f32x4.mul(f32x4.sqrt(trace), f32x4.splat(1e-3)));
    let isSure = f32x4.gt(value, doubt);
    if (x + 4 > width) isSure = v128.and(isSure, i32x4.lt_s(lanes, i32x4.splat(width - x)));
    const least = v128.and(f32x4.sub(value, doubt), isSure);
    v128.store(upper + to, v128.and(f32x4.add(value, doubt), isSure));
    v128.store(lower + to, least);
    most = f32x4.pmax(most, least);
  }
  return max(max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)), max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)));
}

/** The number before the first is the second, that behind the last the last but one. */
@inline
function mirrorEnds(row: usize, width: i32): void {
  const end = row + (<usize>width << 2);
  store<i32>(row - 4, load<i32>(width > 1 ? row + 4 : row));
  store<i32>(end, load<i32>(width > 1 ? end - 8 : row));
}

@inline
function threeAt(at: usize): v128 {
  return i32x4.add(i32x4.add(v128.load(at - 4), v128.load(at)), v128.load(at + 4));
}

/**
 * The pixels of a row, without its ends, that may be the largest of the nine around them and above the threshold.
 * Writes four numbers for each: its column, `lower`, `upper` (32-bit floats), and 1 where it certainly is the largest.
 *
 * @returns how many
 */
export function peakRow(
  upper0: usize, upper1: usize, upper2: usize, lower0: usize, lower1: usize, lower2: usize,
  width: i32, threshold: f32, found: usize,
): i32 {
  const start = found;
  const limit = f32x4.splat(threshold);
  for (let x = 1; x < width - 1; x += 4) {
    const at = <usize>x << 2;
    const value = v128.load(upper1 + at);
    const isHigh = f32x4.gt(value, limit);
    if (!v128.any_true(isHigh)) continue;
    const beside = f32x4.pmax(v128.load(lower1 + at - 4), v128.load(lower1 + at + 4));
    const above = f32x4.pmax(f32x4.pmax(v128.load(lower0 + at - 4), v128.load(lower0 + at)), v128.load(lower0 + at + 4));
    const below = f32x4.pmax(f32x4.pmax(v128.load(lower2 + at - 4), v128.load(lower2 + at)), v128.load(lower2 + at + 4));
    const isPeak = v128.and(isHigh, f32x4.ge(value, f32x4.pmax(beside, f32x4.pmax(above, below))));
    let bits = i32x4.bitmask(isPeak);
    while (bits != 0) {
      const column = x + ctz(bits);
      bits &= bits - 1;
      if (column >= width - 1) break;
      const place = <usize>column << 2;
      const least = load<f32>(lower1 + place);
      const around = max(
        max(largestOf(upper0 + place), largestOf(upper2 + place)),
        max(load<f32>(upper1 + place - 4), load<f32>(upper1 + place + 4)),
      );
      store<i32>(found, column);
      store<f32>(found + 4, least);
      store<f32>(found + 8, load<f32>(upper1 + place));
      store<i32>(found + 12, least > around ? 1 : 0);
      found += 16;
    }
  }
  return <i32>((found - start) >> 4);
}

@inline
function largestOf(at: usize): f32 {
  return max(max(load<f32>(at - 4), load<f32>(at)), load<f32>(at + 4));
}
