/** Row kernels over bytes. Rows may be read up to 64 bytes, and written up to 16 bytes, behind their end. */

/**
 * Grey values of red, green, blue (and a fourth): OpenCV's (9798 r + 19235 g + 3735 b) / 2¹⁵, or Pillow's
 * (19595 r + 38470 g + 7471 b) / 2¹⁶, both rounded. Sixteen pixels a turn.
 */
export function greyRow(source: usize, target: usize, pixels: i32, channels: i32, isPillow: bool): void {
  const isWide = channels == 4;
  const redGreen = isWide
    ? i8x16(0, -1, 1, -1, 4, -1, 5, -1, 8, -1, 9, -1, 12, -1, 13, -1)
    : i8x16(0, -1, 1, -1, 3, -1, 4, -1, 6, -1, 7, -1, 9, -1, 10, -1);
  const greenBlue = isWide
    ? i8x16(1, -1, 2, -1, 5, -1, 6, -1, 9, -1, 10, -1, 13, -1, 14, -1)
    : i8x16(1, -1, 2, -1, 4, -1, 5, -1, 7, -1, 8, -1, 10, -1, 11, -1);
  // Of Pillow's weight of green each pair takes half: the whole does not fit into 15 bits.
  const first = i32x4.splat(isPillow ? (19235 << 16) | 19595 : (19235 << 16) | 9798);
  const second = i32x4.splat(isPillow ? (7471 << 16) | 19235 : 3735 << 16);
  const half = i32x4.splat(isPillow ? 1 << 15 : 1 << 14);
  const shift = isPillow ? 16 : 15;
  const step = 4 * channels;
  for (let x = 0; x < pixels; x += 16) {
    const a = fourGreys(v128.load(source), redGreen, greenBlue, first, second, half, shift);
    const b = fourGreys(v128.load(source + step), redGreen, greenBlue, first, second, half, shift);
    const c = fourGreys(v128.load(source + 2 * step), redGreen, greenBlue, first, second, half, shift);
    const d = fourGreys(v128.load(source + 3 * step), redGreen, greenBlue, first, second, half, shift);
    v128.store(target, i8x16.narrow_i16x8_u(i16x8.narrow_i32x4_s(a, b), i16x8.narrow_i32x4_s(c, d)));
    source += 4 * step;
    target += 16;
  }
}

@inline
function fourGreys(bytes: v128, redGreen: v128, greenBlue: v128, first: v128, second: v128, half: v128, shift: i32): v128 {
  const sum = i32x4.add(
    i32x4.dot_i16x8_s(v128.swizzle(bytes, redGreen), first),
    i32x4.dot_i16x8_s(v128.swizzle(bytes, greenBlue), second),
  );
  return i32x4.shr_s(i32x4.add(sum, half), shift);
}

/** The row from its end to its beginning. */
export function reverseRow(source: usize, target: usize, pixels: i32): void {
  for (let x = 0; x < pixels; x += 1) store<u8>(target + x, load<u8>(source + pixels - 1 - x));
}

/** The row as a column of a plane whose rows are `stride` bytes long. */
export function storeColumn(source: usize, target: usize, pixels: i32, stride: i32): void {
  for (let x = 0; x < pixels; x += 1) {
    store<u8>(target, load<u8>(source + x));
    target += stride;
  }
}

/** Neighbours are often equal; counted in tables of their own they need not wait for one another. */
const TABLES: i32 = 4;
const TABLE_BYTES: usize = 1024;

/**
 * Counts the values of a row: 256 numbers of 32 bits for each channel, four times.
 *
 * @param tables those of the first channel lie one behind the other, then those of the next
 */
export function countValues(source: usize, pixels: i32, channels: i32, tables: usize): void {
  if (channels == 4) countIn(source, pixels, 4, tables);
  else if (channels == 3) countIn(source, pixels, 3, tables);
  else countIn(source, pixels, 1, tables);
}

@inline
function countIn(source: usize, pixels: i32, channels: usize, tables: usize): void {
  const end = source + <usize>pixels * channels;
  const last = source + <usize>(pixels & ~(TABLES - 1)) * channels;
  for (; source < last; source += <usize>TABLES * channels) {
    countPixel(source, channels, tables);
    countPixel(source + channels, channels, tables + TABLE_BYTES);
    countPixel(source + 2 * channels, channels, tables + 2 * TABLE_BYTES);
    countPixel(source + 3 * channels, channels, tables + 3 * TABLE_BYTES);
  }
  for (; source < end; source += channels) countPixel(source, channels, tables);
}

@inline
function countPixel(source: usize, channels: usize, tables: usize): void {
  count(tables, load<u8>(source));
  if (channels == 1) return;
  count(tables + <usize>TABLES * TABLE_BYTES, load<u8>(source, 1));
  count(tables + 2 * <usize>TABLES * TABLE_BYTES, load<u8>(source, 2));
  if (channels == 4) count(tables + 3 * <usize>TABLES * TABLE_BYTES, load<u8>(source, 3));
}

@inline
function count(table: usize, value: u32): void {
  const at = table + (<usize>value << 2);
  store<u32>(at, load<u32>(at) + 1);
}

/**
 * Adds to each of `sums` what `sumPixels` says of a run.
 *
 * @param runs of each, its first pixel and how many there are
 */
export function sumRuns(source: usize, runs: usize, count: i32, channels: i32, sums: usize): void {
  for (const end = runs + (<usize>count << 3); runs < end; runs += 8) {
    store<u32>(sums, load<u32>(sums) + sumPixels(source + load<i32>(runs) * channels, load<i32>(runs, 4), channels));
    sums += 4;
  }
}

/** The sum of the values of all channels but the fourth; of transparent pixels as if they were white. */
function sumPixels(source: usize, pixels: i32, channels: i32): u32 {
  const bytes = pixels * channels;
  const colours = i32x4.splat(0x00ffffff);
  let sums = i32x4.splat(0);
  let at = 0;
  for (; at + 16 <= bytes; at += 16) {
    let values = v128.load(source + at);
    if (channels == 4) values = opaque(values, colours);
    sums = i32x4.add(sums, sumBytes(values));
  }
  if (at < bytes) {
    const left = i8x16.lt_u(i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), i8x16.splat(<i8>(bytes - at)));
    let values = v128.load(source + at);
    if (channels == 4) values = opaque(values, colours);
    sums = i32x4.add(sums, sumBytes(v128.and(values, left)));
  }
  return sumLanes(sums);
}

@inline
function sumLanes(sums: v128): i32 {
  return i32x4.extract_lane(sums, 0) + i32x4.extract_lane(sums, 1) + i32x4.extract_lane(sums, 2) + i32x4.extract_lane(sums, 3);
}

@inline
function opaque(values: v128, colours: v128): v128 {
  const isClear = i32x4.eq(v128.andnot(values, colours), i32x4.splat(0));
  return v128.and(v128.or(values, isClear), colours);
}

@inline
function sumBytes(values: v128): v128 {
  return i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(values));
}
