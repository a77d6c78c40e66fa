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
