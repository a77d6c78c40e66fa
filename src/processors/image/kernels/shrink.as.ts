/** Division by multiplication with the inverse: exact for means of up to 65,535 bytes. */
const INVERSE_BITS = 40;

/** Adds the bytes of a row to sums of 16 bits. Up to 16 bytes behind the row are read, and as many sums written. */
export function addRow(source: usize, sums: usize, length: i32): void {
  for (let x = 0; x < length; x += 16) {
    const at = sums + (<usize>x << 1);
    const values = v128.load(source + x);
    v128.store(at, i16x8.add(v128.load(at), i16x8.extend_low_i8x16_u(values)));
    v128.store(at, i16x8.add(v128.load(at, 16), i16x8.extend_high_i8x16_u(values)), 16);
  }
}

/**
 * A row of means, rounded, out of the sums of columns.
 *
 * @param factor columns of a block
 * @param area pixels that were added up for a mean
 */
export function meanRow(sums: usize, target: usize, blocks: i32, channels: i32, factor: i32, area: u32): void {
  if (channels == 3) meansOf(sums, target, blocks, 3, factor, area);
  else meansOf(sums, target, blocks, 1, factor, area);
}

@inline
function meansOf(sums: usize, target: usize, blocks: i32, channels: i32, factor: i32, area: u32): void {
  const half = area >> 1;
  const inverse = (<u64>1 << INVERSE_BITS) / area + 1;
  for (let block = 0; block < blocks; block += 1) {
    let first: u32 = half;
    let second: u32 = half;
    let third: u32 = half;
    for (const end = sums + factor * channels * 2; sums < end; sums += channels * 2) {
      first += load<u16>(sums);
      if (channels == 3) {
        second += load<u16>(sums, 2);
        third += load<u16>(sums, 4);
      }
    }
    store<u8>(target, divide(first, inverse));
    if (channels == 3) {
      store<u8>(target, divide(second, inverse), 1);
      store<u8>(target, divide(third, inverse), 2);
    }
    target += channels;
  }
}

@inline
function divide(value: u32, inverse: u64): u32 {
  return <u32>((<u64>value * inverse) >> INVERSE_BITS);
}
