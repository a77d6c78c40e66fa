import { solve, spreadSystem } from './solve.as';

const UNKNOWNS: i32 = 8;
const SUMS: i32 = 44;
/** A step that changes no part of a placement by more is the last one. */
const STILL: f64 = 5e-4;

/** Of the four numbers. */
@inline
export function total(four: v128): f64 {
  return <f64>f32x4.extract_lane(four, 0) + <f64>f32x4.extract_lane(four, 1) + <f64>f32x4.extract_lane(four, 2) + <f64>f32x4.extract_lane(four, 3);
}

@inline
export function product(sum: v128, one: v128, other: v128): v128 {
  return f32x4.add(sum, f32x4.mul(one, other));
}

let at: usize = 0;

@inline
function add(value: f64): void {
  store<f64>(at, load<f64>(at) + value);
  at += 8;
}

/**
 * One round of `align` for two grids of `side`² levels: adds to the 44 `sums` (64-bit floats) the upper half of its system,
 * line by line. Four columns at a time; of a row, where y is the same for all, only sums over x are taken.
 */
function addStep(first: usize, second: usize, side: i32, margin: i32, a: f32, b: f32, c: f32, d: f32, e: f32, f: f32, sums: usize): void {
  const half: f32 = <f32>side / 2;
  const end = side - margin;
  const least = f32x4.splat(<f32>margin);
  const most = f32x4.splat(<f32>(side - 1 - margin));
  const last = f32x4.splat(<f32>(side - 1));
  const lastPair = i32x4.splat(side - 2);
  const rowBytes = <usize>side << 2;
  const slope = f32x4.splat(half);
  const one = f32x4.splat(1);
  const zero = f32x4.splat(0);
  const lanes = i32x4(0, 1, 2, 3);
  for (let row = margin; row < end; row += 1) {
    const y: f32 = (<f32>row + 0.5) / half - 1;
    const startX = f32x4.splat((b * y + c + 1) * half - 0.5);
    const startY = f32x4.splat((e * y + f + 1) * half - 0.5);
    let xx0 = zero, xx1 = zero, xx2 = zero;
    let xy0 = zero, xy1 = zero, xy2 = zero;
    let yy0 = zero, yy1 = zero, yy2 = zero;
    let xf0 = zero, xf1 = zero, yf0 = zero, yf1 = zero;
    let x0 = zero, x1 = zero, y0 = zero, y1 = zero;
    let xv0 = zero, xv1 = zero, yv0 = zero, yv1 = zero;
    let ff = zero, f0 = zero, fv = zero, v0 = zero, n = zero;
    for (let column = margin; column < end; column += 4) {
      const columns = i32x4.add(i32x4.splat(column), lanes);
      const x = f32x4.sub(f32x4.div(f32x4.add(f32x4.convert_i32x4_s(columns), f32x4.splat(0.5)), slope), one);
      const px = f32x4.add(f32x4.mul(x, f32x4.splat(a * half)), startX);
      const py = f32x4.add(f32x4.mul(x, f32x4.splat(d * half)), startY);
      const isInside = v128.and(
        i32x4.lt_s(columns, i32x4.splat(end)),
        v128.and(v128.and(f32x4.ge(px, least), f32x4.ge(py, least)), v128.and(f32x4.le(px, most), f32x4.le(py, most))),
      );
      if (!v128.any_true(isInside)) continue;
      const left = i32x4.min_s(lastPair, i32x4.trunc_sat_f32x4_s(f32x4.min(last, f32x4.max(zero, px))));
      const top = i32x4.min_s(lastPair, i32x4.trunc_sat_f32x4_s(f32x4.min(last, f32x4.max(zero, py))));
      const across = f32x4.sub(px, f32x4.convert_i32x4_s(left));
      const down = f32x4.sub(py, f32x4.convert_i32x4_s(top));
      const places = i32x4.shl(i32x4.add(i32x4.mul(top, i32x4.splat(side)), left), 2);
      const p0 = second + <usize>i32x4.extract_lane(places, 0);
      const p1 = second + <usize>i32x4.extract_lane(places, 1);
      const p2 = second + <usize>i32x4.extract_lane(places, 2);
      const p3 = second + <usize>i32x4.extract_lane(places, 3);
      const upper01 = v128.load_lane<u64>(p1, v128.load_zero<u64>(p0), 1);
      const upper23 = v128.load_lane<u64>(p3, v128.load_zero<u64>(p2), 1);
      const lower01 = v128.load_lane<u64>(p1 + rowBytes, v128.load_zero<u64>(p0 + rowBytes), 1);
      const lower23 = v128.load_lane<u64>(p3 + rowBytes, v128.load_zero<u64>(p2 + rowBytes), 1);
      const topLeft = f32x4.shuffle(upper01, upper23, 0, 2, 4, 6);
      const lowLeft = f32x4.shuffle(lower01, lower23, 0, 2, 4, 6);
      const upperStep = f32x4.sub(f32x4.shuffle(upper01, upper23, 1, 3, 5, 7), topLeft);
      const lowerStep = f32x4.sub(f32x4.shuffle(lower01, lower23, 1, 3, 5, 7), lowLeft);
      const upper = product(topLeft, upperStep, across);
      const fall = f32x4.sub(product(lowLeft, lowerStep, across), upper);
      const gx = v128.and(isInside, f32x4.mul(slope, product(upperStep, f32x4.sub(lowerStep, upperStep), down)));
      const gy = v128.and(isInside, f32x4.mul(slope, fall));
      const level = v128.and(isInside, product(upper, fall, down));
      const here = v128.and(isInside, v128.load(first + (<usize>(row * side + column) << 2)));
      const gxx = f32x4.mul(gx, x);
      const gyx = f32x4.mul(gy, x);
      xx0 = product(xx0, gx, gx);
      xx1 = product(xx1, gx, gxx);
      xx2 = product(xx2, gxx, gxx);
      xy0 = product(xy0, gx, gy);
      xy1 = product(xy1, gx, gyx);
      xy2 = product(xy2, gxx, gyx);
      yy0 = product(yy0, gy, gy);
      yy1 = product(yy1, gy, gyx);
      yy2 = product(yy2, gyx, gyx);
      xf0 = product(xf0, gx, here);
      xf1 = product(xf1, gxx, here);
      yf0 = product(yf0, gy, here);
      yf1 = product(yf1, gyx, here);
      x0 = f32x4.add(x0, gx);
      x1 = f32x4.add(x1, gxx);
      y0 = f32x4.add(y0, gy);
      y1 = f32x4.add(y1, gyx);
      xv0 = product(xv0, gx, level);
      xv1 = product(xv1, gxx, level);
      yv0 = product(yv0, gy, level);
      yv1 = product(yv1, gyx, level);
      ff = product(ff, here, here);
      f0 = f32x4.add(f0, here);
      fv = product(fv, here, level);
      v0 = f32x4.add(v0, level);
      n = f32x4.add(n, v128.and(isInside, one));
    }
    const count = total(n);
    if (count == 0) continue;
    const Y: f64 = y;
    const XX0 = total(xx0), XX1 = total(xx1), XY0 = total(xy0), XY1 = total(xy1), YY0 = total(yy0), YY1 = total(yy1);
    const XF0 = total(xf0), XF1 = total(xf1), YF0 = total(yf0), YF1 = total(yf1);
    const X0 = total(x0), X1 = total(x1), Y0 = total(y0), Y1 = total(y1);
    const XV0 = total(xv0), XV1 = total(xv1), YV0 = total(yv0), YV1 = total(yv1);
    at = sums;
    // By x, y and 1 times the slope across, by the same times the slope down, by minus the level, by −1; and minus the other level.
    add(total(xx2)); add(Y * XX1); add(XX1); add(total(xy2)); add(Y * XY1); add(XY1); add(-XF1); add(-X1); add(-XV1);
    add(Y * Y * XX0); add(Y * XX0); add(Y * XY1); add(Y * Y * XY0); add(Y * XY0); add(-Y * XF0); add(-Y * X0); add(-Y * XV0);
    add(XX0); add(XY1); add(Y * XY0); add(XY0); add(-XF0); add(-X0); add(-XV0);
    add(total(yy2)); add(Y * YY1); add(YY1); add(-YF1); add(-Y1); add(-YV1);
    add(Y * Y * YY0); add(Y * YY0); add(-Y * YF0); add(-Y * Y0); add(-Y * YV0);
    add(YY0); add(-YF0); add(-Y0); add(-YV0);
    add(total(ff)); add(total(f0)); add(total(fv));
    add(count); add(total(v0));
  }
}

/**
 * Moves a placement (six 64-bit floats) in at most so many rounds to where the second grid fits the first best.
 *
 * @param scratch 44 + 72 + 8 numbers of 64 bits
 */
export function align(first: usize, second: usize, side: i32, margin: i32, placement: usize, rounds: i32, scratch: usize): void {
  const system = scratch + (SUMS << 3);
  const step = system + ((UNKNOWNS * (UNKNOWNS + 1)) << 3);
  for (let round = 0; round < rounds; round += 1) {
    memory.fill(scratch, 0, SUMS << 3);
    addStep(
      first, second, side, margin,
      <f32>load<f64>(placement), <f32>load<f64>(placement, 8), <f32>load<f64>(placement, 16),
      <f32>load<f64>(placement, 24), <f32>load<f64>(placement, 32), <f32>load<f64>(placement, 40),
      scratch,
    );
    spreadSystem(scratch, UNKNOWNS, system);
    if (!solve(system, UNKNOWNS, step)) return;
    let isStill = true;
    for (let part: usize = 0; part < 48; part += 8) {
      const change = load<f64>(step + part);
      store<f64>(placement + part, load<f64>(placement + part) + change);
      if (!(Math.abs(change) < STILL)) isStill = false;
    }
    if (isStill) return;
  }
}

/** A cell at the edge still counts when its middle lies this far outside, in cells. */
const SLACK_CELLS: f32 = 0.25;

/**
 * Reads `grid` at the places of a grid of the same side, by the four cells around.
 *
 * @param margin cells at the edges of either that do not count
 * @param levels, isCovered of `side`² cells; up to three behind the end may be written
 * @returns how many cells count
 */
export function overlay(grid: usize, side: i32, margin: i32, a: f32, b: f32, c: f32, d: f32, e: f32, f: f32, levels: usize, isCovered: usize): i32 {
  const half: f32 = <f32>side / 2;
  const end = side - margin;
  const least = f32x4.splat(<f32>margin - SLACK_CELLS);
  const most = f32x4.splat(<f32>(side - 1 - margin) + SLACK_CELLS);
  const zero = f32x4.splat(0);
  const last = f32x4.splat(<f32>(side - 1));
  const lastPair = i32x4.splat(side - 2);
  const rowBytes = <usize>side << 2;
  let covered = 0;
  memory.fill(levels, 0, <usize>(side * side) << 2);
  memory.fill(isCovered, 0, <usize>(side * side));
  for (let row = margin; row < end; row += 1) {
    const y: f32 = (<f32>row + 0.5) / half - 1;
    const startX = f32x4.splat((b * y + c + 1) * half - 0.5);
    const startY = f32x4.splat((e * y + f + 1) * half - 0.5);
    for (let column = margin; column < end; column += 4) {
      const columns = i32x4.add(i32x4.splat(column), i32x4(0, 1, 2, 3));
      const x = f32x4.sub(f32x4.div(f32x4.add(f32x4.convert_i32x4_s(columns), f32x4.splat(0.5)), f32x4.splat(half)), f32x4.splat(1));
      const px = f32x4.add(f32x4.mul(x, f32x4.splat(a * half)), startX);
      const py = f32x4.add(f32x4.mul(x, f32x4.splat(d * half)), startY);
      const isInside = v128.and(
        i32x4.lt_s(columns, i32x4.splat(end)),
        v128.and(v128.and(f32x4.ge(px, least), f32x4.ge(py, least)), v128.and(f32x4.le(px, most), f32x4.le(py, most))),
      );
      if (!v128.any_true(isInside)) continue;
      const left = i32x4.min_s(lastPair, i32x4.trunc_sat_f32x4_s(f32x4.min(last, f32x4.max(zero, px))));
      const top = i32x4.min_s(lastPair, i32x4.trunc_sat_f32x4_s(f32x4.min(last, f32x4.max(zero, py))));
      const across = f32x4.min(f32x4.splat(1), f32x4.max(zero, f32x4.sub(px, f32x4.convert_i32x4_s(left))));
      const down = f32x4.min(f32x4.splat(1), f32x4.max(zero, f32x4.sub(py, f32x4.convert_i32x4_s(top))));
      const places = i32x4.shl(i32x4.add(i32x4.mul(top, i32x4.splat(side)), left), 2);
      const p0 = grid + <usize>i32x4.extract_lane(places, 0);
      const p1 = grid + <usize>i32x4.extract_lane(places, 1);
      const p2 = grid + <usize>i32x4.extract_lane(places, 2);
      const p3 = grid + <usize>i32x4.extract_lane(places, 3);
      const upper01 = v128.load_lane<u64>(p1, v128.load_zero<u64>(p0), 1);
      const upper23 = v128.load_lane<u64>(p3, v128.load_zero<u64>(p2), 1);
      const lower01 = v128.load_lane<u64>(p1 + rowBytes, v128.load_zero<u64>(p0 + rowBytes), 1);
      const lower23 = v128.load_lane<u64>(p3 + rowBytes, v128.load_zero<u64>(p2 + rowBytes), 1);
      const topLeft = f32x4.shuffle(upper01, upper23, 0, 2, 4, 6);
      const lowLeft = f32x4.shuffle(lower01, lower23, 0, 2, 4, 6);
      const upper = product(topLeft, f32x4.sub(f32x4.shuffle(upper01, upper23, 1, 3, 5, 7), topLeft), across);
      const lower = product(lowLeft, f32x4.sub(f32x4.shuffle(lower01, lower23, 1, 3, 5, 7), lowLeft), across);
      const at = row * side + column;
      v128.store(levels + (<usize>at << 2), v128.and(isInside, product(upper, f32x4.sub(lower, upper), down)));
      const bits = i32x4.bitmask(isInside);
      // Columns behind the margin are overwritten by nothing that follows: they are zero.
      store<u32>(isCovered + at, (bits & 1) | ((bits & 2) << 7) | ((bits & 4) << 14) | ((bits & 8) << 21));
      covered += popcnt(bits);
    }
  }
  return covered;
}
