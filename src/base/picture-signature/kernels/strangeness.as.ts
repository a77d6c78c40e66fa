/** Cells a side of a patch; patches overlap by half. */
const PATCH = 4;
const LEAST_PATCH_CELLS: i32 = 8;

/** Squares of how many times too much each of four cells of a line differs. */
@inline
function ratiosOf(rest: v128, here: v128, left: v128, right: v128, above: v128, below: v128, unsure: v128, noise: v128, atEdges: v128): v128 {
  const across = f32x4.sub(right, left);
  const down = f32x4.sub(below, above);
  const around = f32x4.add(f32x4.add(left, right), f32x4.add(above, below));
  const bend = f32x4.sub(around, f32x4.mul(here, f32x4.splat(4)));
  const slopes = f32x4.add(f32x4.add(f32x4.mul(across, across), f32x4.mul(down, down)), f32x4.mul(bend, bend));
  const allowed = f32x4.add(f32x4.add(noise, f32x4.mul(atEdges, f32x4.mul(slopes, f32x4.splat(0.25)))), f32x4.mul(unsure, unsure));
  return f32x4.div(f32x4.mul(rest, rest), allowed);
}

function judgeLine(rest: usize, levels: usize, clipped: usize, side: i32, y: i32, noise: f32, atEdges: f32, ofExcess: f32, ratios: usize): void {
  const bytes = <usize>side << 2;
  const line = <usize>y * bytes;
  const up = y > 0 ? bytes : 0;
  const down = y < side - 1 ? bytes : 0;
  const noises = f32x4.splat(noise);
  const edges = f32x4.splat(atEdges);
  for (let x = 0; x < side; x += 4) {
    const at = line + (<usize>x << 2);
    const here = v128.load(levels + at);
    const left = x > 0 ? v128.load(levels + at - 4) : i32x4.shuffle(here, here, 0, 0, 1, 2);
    const right = x < side - 4 ? v128.load(levels + at + 4) : i32x4.shuffle(here, here, 1, 2, 3, 3);
    const unsure = clipped == 0 ? f32x4.splat(0) : f32x4.mul(v128.load(clipped + at), f32x4.splat(ofExcess));
    v128.store(ratios + at, ratiosOf(v128.load(rest + at), here, left, right, v128.load(levels + at - up), v128.load(levels + at + down), unsure, noises, edges));
  }
}

@inline
function cellsIn(isCovered: usize, at: usize, side: usize): i32 {
  return <i32>popcnt<u32>(load<u32>(isCovered + at) | (load<u32>(isCovered + at + side) << 1) | (load<u32>(isCovered + at + 2 * side) << 2) | (load<u32>(isCovered + at + 3 * side) << 3));
}

/**
 * Whether there is a patch in which the mean of the squares of `rest` (0 where nothing counts), each against what may be
 * there (`noise`, squared slopes times `atEdges`, the square of `ofExcess` of what was clipped), is more than `most`.
 *
 * @param side a multiple of four
 * @param clipped 0 for none
 * @param ratios room for a grid
 */
export function hasStrangePatch(
  rest: usize, levels: usize, isCovered: usize, clipped: usize, side: i32, noise: f32, atEdges: f32, ofExcess: f32, most: f32, ratios: usize,
): bool {
  const bytes = <usize>side << 2;
  let known = 0;
  // Strangers are mostly found out in the first lines.
  for (let top = 0; top + PATCH <= side; top += PATCH / 2) {
    for (; known < top + PATCH; known += 1) judgeLine(rest, levels, clipped, side, known, noise, atEdges, ofExcess, ratios);
    for (let left = 0; left + PATCH <= side; left += PATCH / 2) {
      const at = ratios + <usize>top * bytes + (<usize>left << 2);
      const sums = f32x4.add(f32x4.add(v128.load(at), v128.load(at + bytes)), f32x4.add(v128.load(at + 2 * bytes), v128.load(at + 3 * bytes)));
      const sum = f32x4.extract_lane(sums, 0) + f32x4.extract_lane(sums, 1) + f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3);
      const count = cellsIn(isCovered, <usize>top * <usize>side + <usize>left, <usize>side);
      if (count >= LEAST_PATCH_CELLS && sum > most * <f32>count) return true;
    }
  }
  return false;
}
