// AssemblyScript with SIMD. All memory belongs to the caller; numbers are 32-bit floats.

/** Adds to `length` sums the rows of a matrix, each times one of `count` values. */
export function addWeighted(values: usize, count: i32, matrix: usize, sums: usize, length: i32): void {
  const rowBytes = <usize>length << 2;
  const evenBytes = <usize>(length & ~3) << 2;
  let row = matrix;
  let index = 0;
  for (; index + 4 <= count; index += 4, row += 4 * rowBytes) {
    const four = v128.load(values + (<usize>index << 2));
    const first = f32x4.splat(f32x4.extract_lane(four, 0));
    const second = f32x4.splat(f32x4.extract_lane(four, 1));
    const third = f32x4.splat(f32x4.extract_lane(four, 2));
    const fourth = f32x4.splat(f32x4.extract_lane(four, 3));
    for (let at: usize = 0; at < evenBytes; at += 16) {
      const from = row + at;
      const upper = f32x4.add(f32x4.mul(first, v128.load(from)), f32x4.mul(second, v128.load(from + rowBytes)));
      const lower = f32x4.add(f32x4.mul(third, v128.load(from + 2 * rowBytes)), f32x4.mul(fourth, v128.load(from + 3 * rowBytes)));
      v128.store(sums + at, f32x4.add(v128.load(sums + at), f32x4.add(upper, lower)));
    }
    for (let at = evenBytes; at < rowBytes; at += 4) {
      const from = row + at;
      const upper = f32x4.extract_lane(four, 0) * load<f32>(from) + f32x4.extract_lane(four, 1) * load<f32>(from + rowBytes);
      const lower = f32x4.extract_lane(four, 2) * load<f32>(from + 2 * rowBytes) + f32x4.extract_lane(four, 3) * load<f32>(from + 3 * rowBytes);
      store<f32>(sums + at, load<f32>(sums + at) + upper + lower);
    }
  }
  for (; index < count; index++, row += rowBytes) {
    const value = load<f32>(values + (<usize>index << 2));
    for (let at: usize = 0; at < evenBytes; at += 16) {
      v128.store(sums + at, f32x4.add(v128.load(sums + at), f32x4.mul(f32x4.splat(value), v128.load(row + at))));
    }
    for (let at = evenBytes; at < rowBytes; at += 4) {
      store<f32>(sums + at, load<f32>(sums + at) + value * load<f32>(row + at));
    }
  }
}
