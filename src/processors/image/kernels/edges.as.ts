/**
 * Kernels for one row of a grey picture with the rows around it. Grey rows have a value before and one behind them;
 * all rows may be read and written up to 32 bytes behind their end.
 */

/** The gradient by Sobel's 3 × 3 (16-bit), and |dx| + |dy|, with zeros around. */
export function gradientRow(above: usize, here: usize, below: usize, dx: usize, dy: usize, magnitudes: usize, width: i32): void {
  for (let x = 0; x < width; x += 8) {
    const a0 = v128.load8x8_u(above + x - 1);
    const a1 = v128.load8x8_u(above + x);
    const a2 = v128.load8x8_u(above + x + 1);
    const h0 = v128.load8x8_u(here + x - 1);
    const h2 = v128.load8x8_u(here + x + 1);
    const b0 = v128.load8x8_u(below + x - 1);
    const b1 = v128.load8x8_u(below + x);
    const b2 = v128.load8x8_u(below + x + 1);
    const sideways = i16x8.add(i16x8.add(i16x8.sub(a2, a0), i16x8.sub(b2, b0)), i16x8.shl(i16x8.sub(h2, h0), 1));
    const downwards = i16x8.add(i16x8.add(i16x8.sub(b0, a0), i16x8.sub(b2, a2)), i16x8.shl(i16x8.sub(b1, a1), 1));
    const to = <usize>x << 1;
    v128.store(dx + to, sideways);
    v128.store(dy + to, downwards);
    v128.store(magnitudes + to, i16x8.add(i16x8.abs(sideways), i16x8.abs(downwards)));
  }
  store<i16>(magnitudes - 2, 0);
  v128.store(magnitudes + (<usize>width << 1), i16x8.splat(0));
}

/** Adds the Laplacian's values to `sums` (64-bit) and their squares to `sums + 8`. */
export function laplacianRow(above: usize, here: usize, below: usize, width: i32, sums: usize): void {
  const ones = i16x8.splat(1);
  let sum = i32x4.splat(0);
  let squares = i32x4.splat(0);
  let allSquares: i64 = 0;
  for (let x = 0; x < width; x += 8) {
    const around = i16x8.add(
      i16x8.add(v128.load8x8_u(above + x), v128.load8x8_u(below + x)),
      i16x8.add(v128.load8x8_u(here + x - 1), v128.load8x8_u(here + x + 1)),
    );
    let value = i16x8.sub(around, i16x8.shl(v128.load8x8_u(here + x), 2));
    if (x + 8 > width) value = v128.and(value, i16x8.lt_s(i16x8(0, 1, 2, 3, 4, 5, 6, 7), i16x8.splat(<i16>(width - x))));
    sum = i32x4.add(sum, i32x4.dot_i16x8_s(value, ones));
    squares = i32x4.add(squares, i32x4.dot_i16x8_s(value, value));
    // 512 turns of twice 1020² at most: within 31 bits.
    if ((x & 4095) == 4088) {
      allSquares += laneSum(squares);
      squares = i32x4.splat(0);
    }
  }
  store<i64>(sums, load<i64>(sums) + laneSum(sum));
  store<i64>(sums + 8, load<i64>(sums + 8) + allSquares + laneSum(squares));
}

@inline
function laneSum(v: v128): i64 {
  return <i64>i32x4.extract_lane(v, 0) + <i64>i32x4.extract_lane(v, 1) + <i64>i32x4.extract_lane(v, 2) + <i64>i32x4.extract_lane(v, 3);
}

/** tan 22.5° in 2¹⁵ths. */
const TAN: i16 = 13573;

/**
 * Which pixels of a row are ridges of the magnitudes across their gradient and above `low`: a bit each, beginning with
 * the lowest of the first byte; and which of them are above `high`. The rules for equal neighbours are OpenCV's.
 */
export function ridgeRow(dx: usize, dy: usize, above: usize, here: usize, below: usize, weak: usize, strong: usize, width: i32, low: i32, high: i32): void {
  const lows = i16x8.splat(<i16>low);
  const highs = i16x8.splat(<i16>high);
  const tan = i16x8.splat(TAN);
  for (let x = 0; x < width; x += 8) {
    const at = <usize>x << 1;
    const m = v128.load(here + at);
    const isLoud = i16x8.gt_s(m, lows);
    if (!v128.any_true(isLoud)) continue;
    const sideways = v128.load(dx + at);
    const downwards = v128.load(dy + at);
    const ax = i16x8.abs(sideways);
    const ay = i16x8.abs(downwards);
    const yLow = i32x4.shl(i32x4.extend_low_i16x8_u(ay), 15);
    const yHigh = i32x4.shl(i32x4.extend_high_i16x8_u(ay), 15);
    const flatLow = i32x4.extmul_low_i16x8_s(ax, tan);
    const flatHigh = i32x4.extmul_high_i16x8_s(ax, tan);
    const steepLow = i32x4.add(flatLow, i32x4.shl(i32x4.extend_low_i16x8_u(ax), 16));
    const steepHigh = i32x4.add(flatHigh, i32x4.shl(i32x4.extend_high_i16x8_u(ax), 16));
    const isFlat = i16x8.narrow_i32x4_s(i32x4.lt_s(yLow, flatLow), i32x4.lt_s(yHigh, flatHigh));
    const isSteep = i16x8.narrow_i32x4_s(i32x4.gt_s(yLow, steepLow), i32x4.gt_s(yHigh, steepHigh));
    const isRising = i16x8.shr_s(v128.xor(sideways, downwards), 15);
    const alongRow = v128.and(i16x8.gt_s(m, v128.load(here + at - 2)), i16x8.ge_s(m, v128.load(here + at + 2)));
    const alongColumn = v128.and(i16x8.gt_s(m, v128.load(above + at)), i16x8.ge_s(m, v128.load(below + at)));
    const falling = v128.and(i16x8.gt_s(m, v128.load(above + at - 2)), i16x8.gt_s(m, v128.load(below + at + 2)));
    const rising = v128.and(i16x8.gt_s(m, v128.load(above + at + 2)), i16x8.gt_s(m, v128.load(below + at - 2)));
    const across = v128.bitselect(rising, falling, isRising);
    const isRidge = v128.and(isLoud, v128.bitselect(alongRow, v128.bitselect(alongColumn, across, isSteep), isFlat));
    store<u8>(weak + (x >> 3), <u8>i16x8.bitmask(isRidge));
    store<u8>(strong + (x >> 3), <u8>i16x8.bitmask(v128.and(isRidge, i16x8.gt_s(m, highs))));
  }
}

/**
 * Spreads the strong pixels over the weak ones that touch them, also by a corner, and counts what is strong then.
 *
 * @param weak words of 64 pixels; the last bit of each row is clear, and so are a row before and one behind
 * @param waiting room for one number a word; `isWaiting` for one byte a word, all clear
 */
export function spreadEdges(weak: usize, strong: usize, wordsInRow: i32, height: i32, waiting: usize, isWaiting: usize): i32 {
  const words = wordsInRow * height;
  let length = 0;
  for (let i = 0; i < words; i += 1) {
    if (spreadInto(weak, strong, wordsInRow, i)) length = awaitNeighbours(weak, strong, wordsInRow, words, i, waiting, isWaiting, length);
  }
  while (length > 0) {
    length -= 1;
    const i = load<i32>(waiting + (<usize>length << 2));
    store<u8>(isWaiting + i, 0);
    if (spreadInto(weak, strong, wordsInRow, i)) length = awaitNeighbours(weak, strong, wordsInRow, words, i, waiting, isWaiting, length);
  }
  let count: u64 = 0;
  for (let i = 0; i < words; i += 1) count += popcnt<u64>(load<u64>(strong + (<usize>i << 3)));
  return <i32>count;
}

/** Whether pixels of the word became strong. */
@inline
function spreadInto(weak: usize, strong: usize, wordsInRow: i32, i: i32): bool {
  const at = <usize>i << 3;
  const row = <usize>wordsInRow << 3;
  const left = load<u64>(weak + at) & ~load<u64>(strong + at);
  if (left == 0) return false;
  const before = load<u64>(strong + at);
  let now = before | (left & (around(strong + at - row) | around(strong + at) | around(strong + at + row)));
  if (now == before) return false;
  for (let last: u64 = 0; last != now; ) {
    last = now;
    now |= left & ((now << 1) | (now >> 1));
  }
  store<u64>(strong + at, now);
  return true;
}

@inline
function around(at: usize): u64 {
  const here = load<u64>(at);
  return here | (here << 1) | (here >> 1) | (load<u64>(at - 8) >> 63) | (load<u64>(at + 8) << 63);
}

/** Puts the neighbours of a word that have weak pixels left on the list, which it returns the new length of. */
function awaitNeighbours(weak: usize, strong: usize, wordsInRow: i32, words: i32, i: i32, waiting: usize, isWaiting: usize, length: i32): i32 {
  for (let row = -1; row <= 1; row += 1) {
    for (let step = -1; step <= 1; step += 1) {
      const j = i + row * wordsInRow + step;
      if (j < 0 || j >= words || j == i || load<u8>(isWaiting + j) != 0) continue;
      const at = <usize>j << 3;
      if ((load<u64>(weak + at) & ~load<u64>(strong + at)) == 0) continue;
      store<u8>(isWaiting + j, 1);
      store<i32>(waiting + (<usize>length << 2), j);
      length += 1;
    }
  }
  return length;
}
