/** Sums of columns over some rows, in 64-bit floats: of the first and the last row a part counts, of those between all. */

/** So many bytes can be added up in 16 bits. */
const ROWS_IN_WORDS = 257;

/**
 * @param source rows, `stride` bytes apart, with sixteen more behind the last that may be read
 * @param shares what each row counts for, 64 bits each: 1 between the first and the last
 * @param sums one for each of `length` bytes of a row; up to fifteen behind the end are written
 */
export function sumRows(source: usize, stride: i32, rows: i32, shares: usize, sums: usize, length: i32): void {
  const last = rows - 1;
  const firstShare = v128.load64_splat(shares);
  const lastShare = last > 0 ? v128.load64_splat(shares + (<usize>last << 3)) : f64x2.splat(0);
  for (let x = 0; x < length; x += 16) {
    const top = source + x;
    let a = i32x4.splat(0);
    let b = a;
    let c = a;
    let d = a;
    let from = top + stride;
    for (let row = 1; row < last; ) {
      const end = min(last, row + ROWS_IN_WORDS);
      let low = i16x8.splat(0);
      let high = low;
      for (; row < end; row += 1) {
        const bytes = v128.load(from);
        low = i16x8.add(low, i16x8.extend_low_i8x16_u(bytes));
        high = i16x8.add(high, i16x8.extend_high_i8x16_u(bytes));
        from += stride;
      }
      a = i32x4.add(a, i32x4.extend_low_i16x8_u(low));
      b = i32x4.add(b, i32x4.extend_high_i16x8_u(low));
      c = i32x4.add(c, i32x4.extend_low_i16x8_u(high));
      d = i32x4.add(d, i32x4.extend_high_i16x8_u(high));
    }
    const firsts = v128.load(top);
    const lasts = v128.load(top + last * stride);
    const to = sums + (<usize>x << 3);
    const lowFirsts = i16x8.extend_low_i8x16_u(firsts);
    const lowLasts = i16x8.extend_low_i8x16_u(lasts);
    storeSums(to, a, i32x4.extend_low_i16x8_u(lowFirsts), i32x4.extend_low_i16x8_u(lowLasts), firstShare, lastShare);
    storeSums(to + 32, b, i32x4.extend_high_i16x8_u(lowFirsts), i32x4.extend_high_i16x8_u(lowLasts), firstShare, lastShare);
    const highFirsts = i16x8.extend_high_i8x16_u(firsts);
    const highLasts = i16x8.extend_high_i8x16_u(lasts);
    storeSums(to + 64, c, i32x4.extend_low_i16x8_u(highFirsts), i32x4.extend_low_i16x8_u(highLasts), firstShare, lastShare);
    storeSums(to + 96, d, i32x4.extend_high_i16x8_u(highFirsts), i32x4.extend_high_i16x8_u(highLasts), firstShare, lastShare);
  }
}

@inline
function storeSums(to: usize, between: v128, firsts: v128, lasts: v128, firstShare: v128, lastShare: v128): void {
  v128.store(to, twoSums(between, firsts, lasts, firstShare, lastShare));
  v128.store(to, twoSums(upperHalf(between), upperHalf(firsts), upperHalf(lasts), firstShare, lastShare), 16);
}

@inline
function upperHalf(numbers: v128): v128 {
  return i64x2.shuffle(numbers, numbers, 1, 1);
}

@inline
function twoSums(between: v128, firsts: v128, lasts: v128, firstShare: v128, lastShare: v128): v128 {
  const ends = f64x2.add(f64x2.mul(f64x2.convert_low_i32x4_s(firsts), firstShare), f64x2.mul(f64x2.convert_low_i32x4_s(lasts), lastShare));
  return f64x2.add(f64x2.convert_low_i32x4_s(between), ends);
}

/**
 * What the pixels of the rows exceed by, added to sums that are there.
 *
 * @param tables of each level of red, green and blue what it gives: 256 numbers of 64 bits each, zero up to `most`
 * @param sums one for each pixel
 */
export function addExcess(
  source: usize, stride: i32, rows: i32, shares: usize, sums: usize, pixels: i32, channels: i32, tables: usize, most: i32,
): void {
  const toGreen: usize = channels == 1 ? 0 : 1;
  const toBlue: usize = channels == 1 ? 0 : 2;
  const limit = i8x16.splat(<i8>most);
  const step = channels == 1 ? 16 : 5;
  for (let row = 0; row < rows; row += 1) {
    const share = load<f64>(shares + (<usize>row << 3));
    const start = source + row * stride;
    for (let x = 0; x < pixels; x += step) {
      let pixel = start + x * channels;
      if (!v128.any_true(i8x16.gt_u(v128.load(pixel), limit))) continue;
      let sum = sums + (<usize>x << 3);
      for (const end = sum + (<usize>min(step, pixels - x) << 3); sum < end; sum += 8) {
        const red = load<f64>(tables + (<usize>load<u8>(pixel) << 3));
        const green = load<f64>(tables + (<usize>load<u8>(pixel + toGreen) << 3), 2048);
        const blue = load<f64>(tables + (<usize>load<u8>(pixel + toBlue) << 3), 4096);
        store<f64>(sum, load<f64>(sum) + (red + green + blue) * share);
        pixel += channels;
      }
    }
  }
}

/**
 * Averages over cells along a line, out of the sums of its columns; a column at the edge of two cells counts in both by its parts.
 *
 * @param sums of each column as many numbers of 64 bits as there are colours (1 or 3)
 * @param lines `side` averages for each colour, 32-bit floats, one colour after the other
 */
export function averageCells(sums: usize, colours: i32, width: i32, side: i32, area: f64, lines: usize): void {
  for (let cell = 0; cell < side; cell += 1) {
    const from = (<f64>cell / <f64>side) * <f64>width;
    const to = (<f64>(cell + 1) / <f64>side) * <f64>width;
    const start = <i32>Math.floor(from);
    // Those that lie in the cell as a whole are from the second to this one.
    const end = min(width, <i32>Math.floor(to));
    const startShare = Math.min(to, <f64>(start + 1)) - from;
    const endShare = end > start && end < width && <f64>end < to ? to - <f64>end : 0;
    const line = lines + (<usize>cell << 2);
    if (colours == 1) store<f32>(line, <f32>(oneSum(sums, start, end, startShare, endShare) / area));
    else storeThree(sums, start, end, startShare, endShare, area, line, <usize>side << 2);
  }
}

@inline
function oneSum(sums: usize, start: i32, end: i32, startShare: f64, endShare: f64): f64 {
  let at = sums + (<usize>start << 3);
  let sum = load<f64>(at) * startShare;
  at += 8;
  for (const stop = sums + (<usize>end << 3); at < stop; at += 8) sum += load<f64>(at);
  return endShare > 0 ? sum + load<f64>(at) * endShare : sum;
}

@inline
function storeThree(sums: usize, start: i32, end: i32, startShare: f64, endShare: f64, area: f64, line: usize, nextColour: usize): void {
  let at = sums + <usize>start * 24;
  let two = f64x2.mul(v128.load(at), f64x2.splat(startShare));
  let third = load<f64>(at, 16) * startShare;
  at += 24;
  for (const stop = sums + <usize>end * 24; at < stop; at += 24) {
    two = f64x2.add(two, v128.load(at));
    third += load<f64>(at, 16);
  }
  if (endShare > 0) {
    two = f64x2.add(two, f64x2.mul(v128.load(at), f64x2.splat(endShare)));
    third += load<f64>(at, 16) * endShare;
  }
  store<f32>(line, <f32>(f64x2.extract_lane(two, 0) / area));
  store<f32>(line + nextColour, <f32>(f64x2.extract_lane(two, 1) / area));
  store<f32>(line + 2 * nextColour, <f32>(third / area));
}

/** Of a binomial mean over the six cells around the middle of a pair. */
const TAPS: i32 = 6;

@inline
function weightOf(tap: i32): f64 {
  return tap == 0 || tap == 5 ? 1 : tap == 1 || tap == 4 ? 5 : 10;
}

/** Halves each of so many lines to `length` cells; from cell to cell and from line to line it is so far (in cells). */
export function softenLines(source: usize, target: usize, length: i32, lines: i32, next: i32, line: i32, targetNext: i32, targetLine: i32): void {
  for (let cell = 0; cell < length; cell += 1) {
    const first = cell * 2 + 1 - TAPS / 2;
    const skipped = max(0, -first);
    const end = min(TAPS, 2 * length - first);
    let weights: f64 = 0;
    for (let tap = skipped; tap < end; tap += 1) weights += weightOf(tap);
    for (let number = 0; number < lines; number += 1) {
      let sum: f64 = 0;
      for (let tap = skipped; tap < end; tap += 1) sum += <f64>load<f32>(source + (<usize>(number * line + (first + tap) * next) << 2)) * weightOf(tap);
      store<f32>(target + (<usize>(number * targetLine + cell * targetNext) << 2), <f32>(sum / weights));
    }
  }
}
