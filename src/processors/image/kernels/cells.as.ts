/** Sums of columns over some rows, each counted by its share, in 64-bit floats; rows are added from the first to the last. */

/**
 * @param source rows, `stride` bytes apart
 * @param shares what each row counts for, 64 bits each
 * @param sums one for each of `length` bytes of a row; up to seven behind the end are written
 */
export function sumRows(source: usize, stride: i32, rows: i32, shares: usize, sums: usize, length: i32): void {
  const end = shares + (<usize>rows << 3);
  for (let x = 0; x < length; x += 8) {
    let a = f64x2.splat(0);
    let b = a;
    let c = a;
    let d = a;
    let from = source + x;
    for (let place = shares; place < end; place += 8) {
      const share = v128.load64_splat(place);
      const words = v128.load8x8_u(from);
      const first = i32x4.extend_low_i16x8_u(words);
      const second = i32x4.extend_high_i16x8_u(words);
      a = f64x2.add(a, f64x2.mul(f64x2.convert_low_i32x4_s(first), share));
      b = f64x2.add(b, f64x2.mul(f64x2.convert_low_i32x4_s(i64x2.shuffle(first, first, 1, 1)), share));
      c = f64x2.add(c, f64x2.mul(f64x2.convert_low_i32x4_s(second), share));
      d = f64x2.add(d, f64x2.mul(f64x2.convert_low_i32x4_s(i64x2.shuffle(second, second, 1, 1)), share));
      from += stride;
    }
    v128.store(sums, a);
    v128.store(sums, b, 16);
    v128.store(sums, c, 32);
    v128.store(sums, d, 48);
    sums += 64;
  }
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
  const step = <usize>colours << 3;
  const toSecond: usize = colours == 3 ? 8 : 0;
  const toThird: usize = colours == 3 ? 16 : 0;
  for (let cell = 0; cell < side; cell += 1) {
    const from = (<f64>cell / <f64>side) * <f64>width;
    const to = (<f64>(cell + 1) / <f64>side) * <f64>width;
    let x = <i32>Math.floor(from);
    let share = Math.min(to, <f64>(x + 1)) - from;
    let at = sums + <usize>x * step;
    let first: f64 = 0, second: f64 = 0, third: f64 = 0;
    while (x < width && <f64>x < to) {
      first += load<f64>(at) * share;
      second += load<f64>(at + toSecond) * share;
      third += load<f64>(at + toThird) * share;
      at += step;
      x += 1;
      share = <f64>(x + 1) <= to ? 1 : to - <f64>x;
    }
    const line = lines + (<usize>cell << 2);
    store<f32>(line, <f32>(first / area));
    if (colours < 3) continue;
    store<f32>(line + (<usize>side << 2), <f32>(second / area));
    store<f32>(line + (<usize>side << 3), <f32>(third / area));
  }
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
