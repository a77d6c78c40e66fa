/** OpenCV's integer conversions between RGB and CIE L*a*b* in 8 bits, and what is done in the latter; tables by lab-tables.ts. */

const XYZ_BITS = 12;
const ROOT_BITS = 15;
const BACK_BITS = 14;

/**
 * @param linear of each byte its linear light, 16 bits
 * @param root of each sum of linear light its root, 16 bits
 */
export function toLabRow(rgb: usize, light: usize, a: usize, b: usize, pixels: i32, linear: usize, root: usize): void {
  // What red and green, and blue, give to X, Y and Z, in 2¹²ths of the white point's.
  const ofRedGreen = i16x8(1777, 1541, 871, 2929, 73, 448, 0, 0);
  const ofBlue = i16x8(778, 0, 296, 0, 3575, 0, 0, 0);
  const half = i32x4.splat(1 << (XYZ_BITS - 1));
  for (let at = 0; at < pixels; at += 1) {
    const red: i32 = load<u16>(linear + (<usize>load<u8>(rgb) << 1));
    const green: i32 = load<u16>(linear + (<usize>load<u8>(rgb, 1) << 1));
    const blue: i32 = load<u16>(linear + (<usize>load<u8>(rgb, 2) << 1));
    rgb += 3;
    const ofBoth = i32x4.add(i32x4.dot_i16x8_s(i32x4.splat(red | (green << 16)), ofRedGreen), i32x4.dot_i16x8_s(i32x4.splat(blue), ofBlue));
    const sums = i32x4.shr_s(i32x4.add(ofBoth, half), XYZ_BITS);
    const x: i32 = load<u16>(root + (<usize>i32x4.extract_lane(sums, 0) << 1));
    const y: i32 = load<u16>(root + (<usize>i32x4.extract_lane(sums, 1) << 1));
    const z: i32 = load<u16>(root + (<usize>i32x4.extract_lane(sums, 2) << 1));
    // None of these leaves its byte.
    store<u8>(light + at, (296 * y - 1320550) >> ROOT_BITS);
    store<u8>(a + at, (500 * (x - y) + 4210688) >> ROOT_BITS);
    store<u8>(b + at, (200 * (y - z) + 4210688) >> ROOT_BITS);
  }
}

/**
 * The inverse.
 *
 * @param lightness of each L its Y and the root of it, 32 bits each
 * @param cube of each sum of roots its cube, 32 bits
 * @param companded of each 2¹²th of linear light its byte
 */
export function fromLabRow(light: usize, a: usize, b: usize, rgb: usize, pixels: i32, lightness: usize, cube: usize, companded: usize): void {
  // What X, Y and Z give to red, green and blue.
  const ofX = i32x4(12615, -3773, 217, 0);
  const ofY = i32x4(-6296, 7684, -836, 0);
  const ofZ = i32x4(-2223, 185, 4715, 0);
  const half = i32x4.splat(1 << (BACK_BITS - 1));
  const least = i32x4.splat(0);
  const most = i32x4.splat(4095);
  for (let at = 0; at < pixels; at += 1) {
    const own = lightness + (<usize>load<u8>(light + at) << 3);
    const root = load<i32>(own, 4);
    const x = root + ((5 * <i32>load<u8>(a + at) * 53687 + (1 << 7)) >> 13) + 3951;
    const z = root - ((<i32>load<u8>(b + at) * 41943 + (1 << 4)) >> 9) + 18629;
    const fromX = i32x4.mul(v128.load32_splat(cube + (<usize>x << 2)), ofX);
    const fromY = i32x4.mul(v128.load32_splat(own), ofY);
    const fromZ = i32x4.mul(v128.load32_splat(cube + (<usize>z << 2)), ofZ);
    const sums = i32x4.shr_s(i32x4.add(i32x4.add(fromX, fromY), i32x4.add(fromZ, half)), BACK_BITS);
    const linear = i32x4.max_s(least, i32x4.min_s(most, sums));
    store<u8>(rgb, load<u8>(companded + i32x4.extract_lane(linear, 0)));
    store<u8>(rgb, load<u8>(companded + i32x4.extract_lane(linear, 1)), 1);
    store<u8>(rgb, load<u8>(companded + i32x4.extract_lane(linear, 2)), 2);
    rgb += 3;
  }
}

/** Takes from each byte of a plane what its lightness says (64-bit floats), cut off towards nothing. */
export function shiftRow(plane: usize, light: usize, pixels: i32, shifts: usize): void {
  for (let at = 0; at < pixels; at += 1) {
    const value = <f64>load<u8>(plane + at) - load<f64>(shifts + (<usize>load<u8>(light + at) << 3));
    store<u8>(plane + at, <i32>max(0, min(255, value)));
  }
}
