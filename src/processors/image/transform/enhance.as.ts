/** Steps that change each pixel by itself, in single precision as Pillow and OpenCV have them. */

/** Moves bytes away from `origin`, or towards it: what is behind the point is cut off. */
export function moveRow(values: usize, length: i32, origin: f32, factor: f32): void {
  const from = f32x4.splat(origin);
  const by = f32x4.splat(factor);
  for (let end = values + length; values < end; values += 16) {
    const bytes = v128.load(values);
    v128.store(values, joinBytes(moved(first(bytes), from, by), moved(second(bytes), from, by), moved(third(bytes), from, by), moved(fourth(bytes), from, by)));
  }
}

@inline
function moved(value: v128, from: v128, by: v128): v128 {
  return i32x4.trunc_sat_f32x4_s(f32x4.add(from, f32x4.mul(by, f32x4.sub(value, from))));
}

/** The same for the colours of each pixel, away from its own grey. */
export function saturateRow(rgb: usize, pixels: i32, factor: f32): void {
  const by = f32x4.splat(factor);
  const low = i32x4.splat(0xffff);
  for (let end = rgb + 3 * pixels; rgb < end; rgb += 12) {
    const redGreen = redsAndGreens(rgb);
    const blueGreen = bluesAndGreens(rgb);
    const grey = f32x4.convert_i32x4_s(greys(redGreen, blueGreen));
    const red = moved(f32x4.convert_i32x4_s(v128.and(redGreen, low)), grey, by);
    const green = moved(f32x4.convert_i32x4_s(i32x4.shr_u(redGreen, 16)), grey, by);
    const blue = moved(f32x4.convert_i32x4_s(v128.and(blueGreen, low)), grey, by);
    const planes = joinBytes(red, green, blue, blue);
    const colours = i8x16.shuffle(planes, planes, 0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11, 12, 13, 14, 15);
    // Not a byte more: the next pixels have yet to be read.
    store<i64>(rgb, i64x2.extract_lane(colours, 0));
    store<i32>(rgb, i32x4.extract_lane(colours, 2), 8);
  }
}

/** The sum of the grey of so many pixels, at most 2²³. */
export function sumGrey(rgb: usize, pixels: i32): i32 {
  let sums = i32x4.splat(0);
  const whole = pixels & ~3;
  for (let end = rgb + 3 * whole; rgb < end; rgb += 12) sums = i32x4.add(sums, greys(redsAndGreens(rgb), bluesAndGreens(rgb)));
  let sum = i32x4.extract_lane(sums, 0) + i32x4.extract_lane(sums, 1) + i32x4.extract_lane(sums, 2) + i32x4.extract_lane(sums, 3);
  for (let left = pixels - whole; left > 0; left -= 1) {
    sum += (<i32>load<u8>(rgb) * 19595 + <i32>load<u8>(rgb, 1) * 38470 + <i32>load<u8>(rgb, 2) * 7471 + 32768) >> 16;
    rgb += 3;
  }
  return sum;
}

/** Of four pixels, 16 bits each. */
@inline
function redsAndGreens(rgb: usize): v128 {
  return i8x16.shuffle(v128.load(rgb), i32x4.splat(0), 0, 16, 1, 16, 3, 16, 4, 16, 6, 16, 7, 16, 9, 16, 10, 16);
}

@inline
function bluesAndGreens(rgb: usize): v128 {
  return i8x16.shuffle(v128.load(rgb), i32x4.splat(0), 2, 16, 1, 16, 5, 16, 4, 16, 8, 16, 7, 16, 11, 16, 10, 16);
}

/** ITU-R 601-2, as Pillow's `convert('L')` has it; green's weight of 38470 is too large for 16 bits and comes in halves. */
@inline
function greys(redGreen: v128, blueGreen: v128): v128 {
  const ofRed = i32x4.dot_i16x8_s(redGreen, i32x4.splat(19595 | (19235 << 16)));
  const ofBlue = i32x4.dot_i16x8_s(blueGreen, i32x4.splat(7471 | (19235 << 16)));
  return i32x4.shr_u(i32x4.add(i32x4.add(ofRed, ofBlue), i32x4.splat(32768)), 16);
}

/**
 * A part of each byte, and `more` where the pixel is an edge, rounded to even.
 *
 * @param edges a byte a pixel, 0 for none
 */
export function lightEdgesRow(rgb: usize, edges: usize, pixels: i32, part: f32, more: f32): void {
  const share = f32x4.splat(part);
  const light = f32x4.splat(more);
  for (let end = rgb + 3 * pixels; rgb < end; rgb += 48) {
    const isEdge = i8x16.ne(v128.load(edges), i32x4.splat(0));
    edges += 16;
    lightEdges(rgb, i8x16.shuffle(isEdge, isEdge, 0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5), share, light);
    lightEdges(rgb + 16, i8x16.shuffle(isEdge, isEdge, 5, 5, 6, 6, 6, 7, 7, 7, 8, 8, 8, 9, 9, 9, 10, 10), share, light);
    lightEdges(rgb + 32, i8x16.shuffle(isEdge, isEdge, 10, 11, 11, 11, 12, 12, 12, 13, 13, 13, 14, 14, 14, 15, 15, 15), share, light);
  }
}

@inline
function lightEdges(at: usize, isEdge: v128, share: v128, light: v128): void {
  const bytes = v128.load(at);
  const low = i16x8.extend_low_i8x16_s(isEdge);
  const high = i16x8.extend_high_i8x16_s(isEdge);
  v128.store(
    at,
    joinBytes(
      lit(first(bytes), i32x4.extend_low_i16x8_s(low), share, light),
      lit(second(bytes), i32x4.extend_high_i16x8_s(low), share, light),
      lit(third(bytes), i32x4.extend_low_i16x8_s(high), share, light),
      lit(fourth(bytes), i32x4.extend_high_i16x8_s(high), share, light),
    ),
  );
}

@inline
function lit(value: v128, isEdge: v128, share: v128, light: v128): v128 {
  return i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.add(f32x4.mul(value, share), v128.and(isEdge, light))));
}

/** The sum of at most 2²³ bytes. */
export function sumBytes(values: usize, length: i32): i32 {
  let sums = i32x4.splat(0);
  const whole = length & ~15;
  for (let end = values + whole; values < end; values += 16) {
    sums = i32x4.add(sums, i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(v128.load(values))));
  }
  let sum = i32x4.extract_lane(sums, 0) + i32x4.extract_lane(sums, 1) + i32x4.extract_lane(sums, 2) + i32x4.extract_lane(sums, 3);
  for (let left = length - whole; left > 0; left -= 1) {
    sum += load<u8>(values);
    values += 1;
  }
  return sum;
}

/** Adds to 256 counts (32 bits each) how often each value is there. */
export function countBytes(values: usize, length: i32, counts: usize): void {
  for (let end = values + length; values < end; values += 1) {
    const place = counts + (<usize>load<u8>(values) << 2);
    store<i32>(place, load<i32>(place) + 1);
  }
}

/** Four of 16 bytes, each as a float. */
@inline
function first(bytes: v128): v128 {
  return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(bytes)));
}

@inline
function second(bytes: v128): v128 {
  return f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_u(i16x8.extend_low_i8x16_u(bytes)));
}

@inline
function third(bytes: v128): v128 {
  return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(i16x8.extend_high_i8x16_u(bytes)));
}

@inline
function fourth(bytes: v128): v128 {
  return f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_u(i16x8.extend_high_i8x16_u(bytes)));
}

/** The other way, within 0 and 255. */
@inline
function joinBytes(one: v128, two: v128, three: v128, four: v128): v128 {
  return i8x16.narrow_i16x8_u(i16x8.narrow_i32x4_s(one, two), i16x8.narrow_i32x4_s(three, four));
}
