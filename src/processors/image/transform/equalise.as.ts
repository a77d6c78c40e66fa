/**
 * A row of new levels, each between those of four tiles, in single precision and rounded to even, four pixels a turn.
 *
 * @param upper, lower the tables (256 bytes a tile) of the tiles above and below
 * @param columns of each pixel where the tables of the tiles on its left and right begin (32 bits each)
 * @param lefts, rights of each pixel how much these count
 */
export function blendRow(
  light: usize, pixels: i32, upper: usize, lower: usize, columns: usize, lefts: usize, rights: usize, upperPart: f32, lowerPart: f32,
): void {
  const up = f32x4.splat(upperPart);
  const low = f32x4.splat(lowerPart);
  for (let x = 0; x < pixels; x += 4) {
    const from = light + x;
    const places = columns + (<usize>x << 3);
    const left0 = <usize>load<i32>(places) + load<u8>(from);
    const right0 = <usize>load<i32>(places, 4) + load<u8>(from);
    const left1 = <usize>load<i32>(places, 8) + load<u8>(from, 1);
    const right1 = <usize>load<i32>(places, 12) + load<u8>(from, 1);
    const left2 = <usize>load<i32>(places, 16) + load<u8>(from, 2);
    const right2 = <usize>load<i32>(places, 20) + load<u8>(from, 2);
    const left3 = <usize>load<i32>(places, 24) + load<u8>(from, 3);
    const right3 = <usize>load<i32>(places, 28) + load<u8>(from, 3);
    const upperLeft = gather(upper, left0, left1, left2, left3);
    const upperRight = gather(upper, right0, right1, right2, right3);
    const lowerLeft = gather(lower, left0, left1, left2, left3);
    const lowerRight = gather(lower, right0, right1, right2, right3);
    const leftPart = v128.load(lefts + (<usize>x << 2));
    const rightPart = v128.load(rights + (<usize>x << 2));
    const above = f32x4.mul(up, between(upperLeft, upperRight, leftPart, rightPart));
    const below = f32x4.mul(low, between(lowerLeft, lowerRight, leftPart, rightPart));
    const levels = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.add(above, below)));
    const words = i16x8.narrow_i32x4_s(levels, levels);
    store<i32>(from, i32x4.extract_lane(i8x16.narrow_i16x8_u(words, words), 0));
  }
}

@inline
function between(left: v128, right: v128, leftPart: v128, rightPart: v128): v128 {
  return f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(left), leftPart), f32x4.mul(f32x4.convert_i32x4_s(right), rightPart));
}

/** Four bytes of a table, in 32 bits each. */
@inline
function gather(table: usize, first: usize, second: usize, third: usize, fourth: usize): v128 {
  let four = i32x4.splat(0);
  four = v128.load8_lane(table + first, four, 0);
  four = v128.load8_lane(table + second, four, 4);
  four = v128.load8_lane(table + third, four, 8);
  return v128.load8_lane(table + fourth, four, 12);
}
