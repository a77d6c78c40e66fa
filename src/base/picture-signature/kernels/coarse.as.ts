import { total } from './align.as';

/*
 * Pictures as seen from afar: 15 × 15 cells. Lays (what is compared with others) are 32-bit floats, grids 8-bit whole
 * numbers; both have room for 240 cells, of which the last are zero.
 */
const SIDE: i32 = 15;
const CELLS: i32 = 225;
const ROOM: i32 = 240;

/** Cells of a grid as a lay. */
export function toLay(grid: usize, lay: usize): void {
  for (let at = 0; at < ROOM; at += 8) {
    const words = v128.load8x8_s(grid + at);
    v128.store(lay + (<usize>at << 2), f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(words)));
    v128.store(lay + (<usize>at << 2), f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(words)), 16);
  }
}

/**
 * An extent of a grid, read as if it were the whole.
 *
 * @param taps the cell above left of each place (16-bit); then how far across to the next ones, then how far down (32-bit floats)
 */
export function readExtent(grid: usize, taps: usize, lay: usize): void {
  const across = taps + (ROOM << 1);
  const down = across + (ROOM << 2);
  for (let at: usize = 0; at < <usize>CELLS; at += 1) {
    const from = grid + <usize>load<u16>(taps + (at << 1));
    const right = load<f32>(across + (at << 2));
    const a = <f32>load<i8>(from), b = <f32>load<i8>(from, 1), c = <f32>load<i8>(from, 15), d = <f32>load<i8>(from, 16);
    const upper = a + (b - a) * right;
    const lower = c + (d - c) * right;
    store<f32>(lay + (at << 2), upper + (lower - upper) * load<f32>(down + (at << 2)));
  }
}

/** Mean 0, length 1, in place. */
export function normaliseLay(lay: usize): void {
  let sum = f32x4.splat(0);
  for (let at: usize = 0; at < <usize>ROOM << 2; at += 16) sum = f32x4.add(sum, v128.load(lay + at));
  const mean = f32x4.splat(<f32>(total(sum) / CELLS));
  let squares = f32x4.splat(0);
  for (let at: usize = 0; at < 224 << 2; at += 16) {
    const level = f32x4.sub(v128.load(lay + at), mean);
    squares = f32x4.add(squares, f32x4.mul(level, level));
    v128.store(lay + at, level);
  }
  const last = load<f32>(lay, 224 << 2) - f32x4.extract_lane(mean, 0);
  store<f32>(lay, last, 224 << 2);
  const length = Math.sqrt(total(squares) + <f64>(last * last));
  const scale = f32x4.splat(<f32>(1 / (length == 0 ? 1 : length)));
  for (let at: usize = 0; at < <usize>ROOM << 2; at += 16) v128.store(lay + at, f32x4.mul(v128.load(lay + at), scale));
}

/** @param order which cell stands where (a byte each) */
export function turnLay(lay: usize, order: usize, turned: usize): void {
  for (let at: usize = 0; at < <usize>CELLS; at += 1) store<f32>(turned + (at << 2), load<f32>(lay + (<usize>load<u8>(order + at) << 2)));
}

/** Correlation (−1 to 1) of a normalised lay with a grid. */
export function correlateGrid(lay: usize, grid: usize): f64 {
  let product = f32x4.splat(0);
  let sum = i32x4.splat(0);
  let squares = i32x4.splat(0);
  const ones = i16x8.splat(1);
  for (let at = 0; at < ROOM; at += 8) {
    const words = v128.load8x8_s(grid + at);
    sum = i32x4.add(sum, i32x4.dot_i16x8_s(words, ones));
    squares = i32x4.add(squares, i32x4.dot_i16x8_s(words, words));
    const place = lay + (<usize>at << 2);
    product = f32x4.add(product, f32x4.mul(v128.load(place), f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(words))));
    product = f32x4.add(product, f32x4.mul(v128.load(place, 16), f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(words))));
  }
  const all = <f64>sumOf(sum);
  const spread = <f64>sumOf(squares) - (all * all) / CELLS;
  return spread > 1e-9 ? total(product) / Math.sqrt(spread) : 0;
}

/** The same for two lays. */
export function correlateLays(lay: usize, other: usize): f64 {
  let product = f32x4.splat(0);
  let sum = f32x4.splat(0);
  let squares = f32x4.splat(0);
  for (let at: usize = 0; at < <usize>ROOM << 2; at += 16) {
    const levels = v128.load(other + at);
    sum = f32x4.add(sum, levels);
    squares = f32x4.add(squares, f32x4.mul(levels, levels));
    product = f32x4.add(product, f32x4.mul(v128.load(lay + at), levels));
  }
  const all = total(sum);
  const spread = total(squares) - (all * all) / CELLS;
  return spread > 1e-9 ? total(product) / Math.sqrt(spread) : 0;
}

@inline
function sumOf(four: v128): i32 {
  return i32x4.extract_lane(four, 0) + i32x4.extract_lane(four, 1) + i32x4.extract_lane(four, 2) + i32x4.extract_lane(four, 3);
}
