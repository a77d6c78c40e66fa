import { product, total } from './align.as';
import { solve, spreadSystem } from './solve.as';

const UNKNOWNS: i32 = 6;
const SUMS: i32 = 27;
/** A step that moves no cell further is the last one. */
const STILL_CELLS: f64 = 4e-3;
/** Of a line of places: four cells (32-bit), four weights, four weights for the slope. */
const TAPS: usize = 48;
const SLACK: f64 = 0.01;

let firstInside: i32 = 0;
let endInside: i32 = 0;

function mirrored(cell: i32, side: i32): i32 {
  const positive = abs(cell);
  return positive < side ? positive : 2 * side - 2 - positive;
}

/** The places scale × k + shift between the middles of the outermost cells: from which cells of a spline each is read, and by which weights. They are left in `firstInside` and `endInside`. */
function putTaps(side: i32, scale: f64, shift: f64, taps: usize): void {
  firstInside = side;
  endInside = 0;
  for (let k = 0; k < side; k += 1) {
    const place = scale * <f64>k + shift;
    if (place < -SLACK || place > <f64>(side - 1) + SLACK) continue;
    firstInside = min(firstInside, k);
    endInside = k + 1;
    const first = <i32>Math.floor(place) - 1;
    const t = place - <f64>first - 1;
    const s = 1 - t;
    const at = taps + <usize>k * TAPS;
    for (let tap = 0; tap < 4; tap += 1) store<i32>(at + (<usize>tap << 2), mirrored(first + tap, side));
    v128.store(at, f32x4(<f32>((s * s * s) / 6), <f32>((4 - 6 * t * t + 3 * t * t * t) / 6), <f32>((4 - 6 * s * s + 3 * s * s * s) / 6), <f32>((t * t * t) / 6)), 16);
    v128.store(at, f32x4(<f32>((-s * s) / 2), <f32>(1.5 * t * t - 2 * t), <f32>(-1.5 * s * s + 2 * s), <f32>((t * t) / 2)), 32);
  }
}

@inline
function mix(a: f32, b: f32, c: f32, d: f32, weights: usize): f32 {
  return a * load<f32>(weights) + b * load<f32>(weights, 4) + c * load<f32>(weights, 8) + d * load<f32>(weights, 12);
}

@inline
function mixLines(a: v128, b: v128, c: v128, d: v128, weights: usize): v128 {
  const first = product(f32x4.mul(a, v128.load32_splat(weights)), b, v128.load32_splat(weights, 4));
  return product(product(first, c, v128.load32_splat(weights, 8)), d, v128.load32_splat(weights, 12));
}

let at: usize = 0;

@inline
function add(value: f64): void {
  store<f64>(at, load<f64>(at) + value);
  at += 8;
}

/** One round: adds to the 27 `sums` the upper half of the system, line by line. */
function addTrimStep(first: usize, spline: usize, side: i32, scaleX: f64, shiftX: f64, scaleY: f64, shiftY: f64, room: usize, sums: usize): void {
  const cells = <usize>(side * side) << 2;
  const columns = room;
  const slopes = columns + cells + 16;
  const taps = slopes + cells + 16;
  const lineBytes = <usize>side << 2;
  putTaps(side, scaleX, shiftX, taps);
  const left = firstInside;
  const right = endInside;
  for (let x = left; x < right; x += 1) {
    const tap = taps + <usize>x * TAPS;
    const a = spline + (<usize>load<i32>(tap) << 2), b = spline + (<usize>load<i32>(tap, 4) << 2);
    const c = spline + (<usize>load<i32>(tap, 8) << 2), d = spline + (<usize>load<i32>(tap, 12) << 2);
    const to = <usize>x << 2;
    for (let line: usize = 0; line < cells; line += lineBytes) {
      const p = load<f32>(a + line), q = load<f32>(b + line), r = load<f32>(c + line), s = load<f32>(d + line);
      store<f32>(columns + line + to, mix(p, q, r, s, tap + 16));
      store<f32>(slopes + line + to, mix(p, q, r, s, tap + 32));
    }
  }
  putTaps(side, scaleY, shiftY, taps);
  const middle: f32 = <f32>side / 2;
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  for (let y = firstInside; y < endInside; y += 1) {
    const tap = taps + <usize>y * TAPS;
    const l0 = <usize>load<i32>(tap) * lineBytes, l1 = <usize>load<i32>(tap, 4) * lineBytes;
    const l2 = <usize>load<i32>(tap, 8) * lineBytes, l3 = <usize>load<i32>(tap, 12) * lineBytes;
    let xx0 = zero, xx1 = zero, xx2 = zero, xy0 = zero, xy1 = zero, yy0 = zero;
    let xf0 = zero, xf1 = zero, yf0 = zero, x0 = zero, x1 = zero, y0 = zero;
    let xv0 = zero, xv1 = zero, yv0 = zero, ff = zero, f0 = zero, fv = zero, v0 = zero, n = zero;
    for (let column = left; column < right; column += 4) {
      const ids = i32x4.add(i32x4.splat(column), i32x4(0, 1, 2, 3));
      const isInside = i32x4.lt_s(ids, i32x4.splat(right));
      const x = f32x4.sub(f32x4.convert_i32x4_s(ids), f32x4.splat(middle));
      const place = <usize>column << 2;
      const c0 = v128.load(columns + l0 + place), c1 = v128.load(columns + l1 + place), c2 = v128.load(columns + l2 + place), c3 = v128.load(columns + l3 + place);
      const s0 = v128.load(slopes + l0 + place), s1 = v128.load(slopes + l1 + place), s2 = v128.load(slopes + l2 + place), s3 = v128.load(slopes + l3 + place);
      const level = v128.and(isInside, mixLines(c0, c1, c2, c3, tap + 16));
      const gx = v128.and(isInside, mixLines(s0, s1, s2, s3, tap + 16));
      const gy = v128.and(isInside, mixLines(c0, c1, c2, c3, tap + 32));
      const here = v128.and(isInside, v128.load(first + (<usize>y * lineBytes) + place));
      const gxx = f32x4.mul(gx, x);
      xx0 = product(xx0, gx, gx);
      xx1 = product(xx1, gx, gxx);
      xx2 = product(xx2, gxx, gxx);
      xy0 = product(xy0, gx, gy);
      xy1 = product(xy1, gxx, gy);
      yy0 = product(yy0, gy, gy);
      xf0 = product(xf0, gx, here);
      xf1 = product(xf1, gxx, here);
      yf0 = product(yf0, gy, here);
      x0 = f32x4.add(x0, gx);
      x1 = f32x4.add(x1, gxx);
      y0 = f32x4.add(y0, gy);
      xv0 = product(xv0, gx, level);
      xv1 = product(xv1, gxx, level);
      yv0 = product(yv0, gy, level);
      ff = product(ff, here, here);
      f0 = f32x4.add(f0, here);
      fv = product(fv, here, level);
      v0 = f32x4.add(v0, level);
      n = f32x4.add(n, v128.and(isInside, one));
    }
    const Y: f64 = <f64>y - <f64>middle;
    const XY0 = total(xy0), XY1 = total(xy1), YY = total(yy0), XF0 = total(xf0), XF1 = total(xf1), YF = total(yf0);
    const X0 = total(x0), X1 = total(x1), Y0 = total(y0), XV0 = total(xv0), XV1 = total(xv1), YV = total(yv0), XX1 = total(xx1);
    at = sums;
    // By the slope across times x, the same, the slope down times y, the same, by minus the level, by −1; and minus the other level.
    add(total(xx2)); add(XX1); add(Y * XY1); add(XY1); add(-XF1); add(-X1); add(-XV1);
    add(total(xx0)); add(Y * XY0); add(XY0); add(-XF0); add(-X0); add(-XV0);
    add(Y * Y * YY); add(Y * YY); add(-Y * YF); add(-Y * Y0); add(-Y * YV);
    add(YY); add(-YF); add(-Y0); add(-YV);
    add(total(ff)); add(total(f0)); add(total(fv));
    add(total(n)); add(total(v0));
  }
}

@inline
function isBounded(scale: f64, shift: f64, side: i32): bool {
  return scale > 0.6 && scale < 1.7 && Math.abs(shift) < <f64>side / 2;
}

/**
 * Moves a trim (scaleX, shiftX, scaleY, shiftY: 64-bit floats) in at most so many rounds to where the second grid, a
 * spline, fits the first best.
 *
 * @param scratch 27 + 42 + 6 numbers of 64 bits, then room for two grids and 48 bytes for each cell of a side
 * @returns false where it runs away
 */
export function alignTrim(first: usize, spline: usize, side: i32, trim: usize, rounds: i32, scratch: usize): bool {
  const system = scratch + (SUMS << 3);
  const step = system + ((UNKNOWNS * (UNKNOWNS + 1)) << 3);
  const room = step + (UNKNOWNS << 3) + 8;
  const middle: f64 = <f64>side / 2;
  for (let round = 0; round < rounds; round += 1) {
    memory.fill(scratch, 0, SUMS << 3);
    addTrimStep(first, spline, side, load<f64>(trim), load<f64>(trim, 8), load<f64>(trim, 16), load<f64>(trim, 24), room, scratch);
    spreadSystem(scratch, UNKNOWNS, system);
    if (!solve(system, UNKNOWNS, step)) return false;
    let furthest: f64 = 0;
    for (let axis: usize = 0; axis < 32; axis += 16) {
      const grow = load<f64>(step + axis);
      const move = load<f64>(step + axis, 8);
      const scale = load<f64>(trim + axis) + grow;
      const shift = load<f64>(trim + axis, 8) + (move - grow * middle);
      store<f64>(trim + axis, scale);
      store<f64>(trim + axis, shift, 8);
      furthest = max(furthest, max(Math.abs(grow) * <f64>side, Math.abs(move)));
    }
    if (!isBounded(load<f64>(trim), load<f64>(trim, 8), side) || !isBounded(load<f64>(trim, 16), load<f64>(trim, 24), side)) return false;
    if (furthest < STILL_CELLS) break;
  }
  return true;
}
