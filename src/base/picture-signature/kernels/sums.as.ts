/*
 * Sums over the cells of grids that count (`isCovered`, a byte each, 0 or 1), in 64-bit floats. Four cells at a time; what
 * is read behind the last one does not count.
 */

/** Which of the four cells from `at` on count, as masks of 32 bits. */
@inline
function countedOf(isCovered: usize, at: i32, count: i32): v128 {
  const covered = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(isCovered + at)));
  const isThere = i32x4.lt_s(i32x4.add(i32x4.splat(at), i32x4(0, 1, 2, 3)), i32x4.splat(count));
  return v128.and(isThere, i32x4.ne(covered, i32x4.splat(0)));
}

@inline
function upper(four: v128): v128 {
  return f64x2.promote_low_f32x4(i64x2.shuffle(four, four, 1, 1));
}

@inline
function lower(four: v128): v128 {
  return f64x2.promote_low_f32x4(four);
}

@inline
function add(sum: v128, one: v128, other: v128): v128 {
  return f64x2.add(sum, f64x2.mul(one, other));
}

@inline
function total(two: v128): f64 {
  return f64x2.extract_lane(two, 0) + f64x2.extract_lane(two, 1);
}

/** Into `sums`: how many count; of the first grid and of the second; of the squares of both; of their products. */
export function pairSums(first: usize, second: usize, isCovered: usize, count: i32, sums: usize): void {
  const zero = f64x2.splat(0);
  let a = zero, b = zero, aa = zero, bb = zero, ab = zero;
  let cells = i32x4.splat(0);
  for (let at = 0; at < count; at += 4) {
    const counted = countedOf(isCovered, at, count);
    cells = i32x4.sub(cells, counted);
    const one = v128.and(counted, v128.load(first + (<usize>at << 2)));
    const other = v128.and(counted, v128.load(second + (<usize>at << 2)));
    const a0 = lower(one), a1 = upper(one), b0 = lower(other), b1 = upper(other);
    a = f64x2.add(a, f64x2.add(a0, a1));
    b = f64x2.add(b, f64x2.add(b0, b1));
    aa = add(add(aa, a0, a0), a1, a1);
    bb = add(add(bb, b0, b0), b1, b1);
    ab = add(add(ab, a0, b0), a1, b1);
  }
  store<f64>(sums, <f64>(i32x4.extract_lane(cells, 0) + i32x4.extract_lane(cells, 1) + i32x4.extract_lane(cells, 2) + i32x4.extract_lane(cells, 3)));
  store<f64>(sums, total(a), 8);
  store<f64>(sums, total(b), 16);
  store<f64>(sums, total(aa), 24);
  store<f64>(sums, total(bb), 32);
  store<f64>(sums, total(ab), 40);
}

/** Into `sums`: of a third grid; of its squares; of its products with the first and with the second. */
export function thirdSums(third: usize, first: usize, second: usize, isCovered: usize, count: i32, sums: usize): void {
  const zero = f64x2.splat(0);
  let c = zero, cc = zero, ca = zero, cb = zero;
  for (let at = 0; at < count; at += 4) {
    // Of most grids there is little.
    if (!v128.any_true(v128.load(third + (<usize>at << 2)))) continue;
    const there = v128.and(countedOf(isCovered, at, count), v128.load(third + (<usize>at << 2)));
    const one = v128.load(first + (<usize>at << 2));
    const other = v128.load(second + (<usize>at << 2));
    const c0 = lower(there), c1 = upper(there);
    c = f64x2.add(c, f64x2.add(c0, c1));
    cc = add(add(cc, c0, c0), c1, c1);
    ca = add(add(ca, c0, lower(one)), c1, upper(one));
    cb = add(add(cb, c0, lower(other)), c1, upper(other));
  }
  store<f64>(sums, total(c));
  store<f64>(sums, total(cc), 8);
  store<f64>(sums, total(ca), 16);
  store<f64>(sums, total(cb), 24);
}

/** Into `rest`: what is left of the levels of the second once those of the first are taken as bright and as rich in contrast; 0 where nothing counts. */
export function restOf(second: usize, first: usize, gain: f32, offset: f32, isCovered: usize, count: i32, rest: usize): void {
  for (let at = 0; at < count; at += 4) {
    const place = <usize>at << 2;
    const expected = f32x4.add(f32x4.mul(f32x4.splat(gain), v128.load(first + place)), f32x4.splat(offset));
    v128.store(rest + place, v128.and(countedOf(isCovered, at, count), f32x4.sub(v128.load(second + place), expected)));
  }
}
