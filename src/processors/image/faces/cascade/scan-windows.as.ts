// AssemblyScript with SIMD: four windows side by side are judged at a time. All memory belongs to the caller.

/** A stump: the corners of three rectangles (bytes from the window's first sum), three weights, threshold, votes below and above. */
const STUMP_BYTES: usize = 72;
/** A stage: its number of stumps, and the votes that it takes to pass. */
const STAGE_BYTES: usize = 8;
/** Lanes of a window of four that passed; above them, whether any of the four came far. */
const LANES: i32 = 15;
const IS_PROMISING: i32 = 16;

let stages: usize = 0;
let stageCount: i32 = 0;
let promisingStage: i32 = 0;
let stumps: usize = 0;
// Corners of the part of the window whose spread counts, bytes; its pixels; the least spread.
let topLeft: usize = 0;
let topRight: usize = 0;
let bottomLeft: usize = 0;
let bottomRight: usize = 0;
let area: f32 = 0;
let minSpread: f32 = 0;

export function useCascade(stagesAt: usize, count: i32, promising: i32, stumpsAt: usize): void {
  stages = stagesAt;
  stageCount = count;
  promisingStage = promising;
  stumps = stumpsAt;
}

/**
 * The sums of a picture brought to another size, bilinear: of each target column and row which source pixel is the first
 * of the two that it lies between (i32), and how near it is to the second in 256ths (i32 behind it).
 *
 * @param mixed room for a row of the picture, two bytes a pixel and two more pixels
 */
export function fill(
  picture: usize, pictureWidth: i32, columns: usize, rows: usize, mixed: usize, width: i32, height: i32, sums: usize, squares: usize,
): void {
  const rowBytes = <usize>(width + 1) << 2;
  memory.fill(sums, 0, rowBytes);
  memory.fill(squares, 0, rowBytes);
  for (let y = 0; y < height; y++) {
    const place = rows + (<usize>y << 3);
    mixRow(picture + <usize>(load<i32>(place) * pictureWidth), pictureWidth, load<i32>(place, 4), mixed);
    sums += rowBytes;
    squares += rowBytes;
    store<i32>(sums, 0);
    store<i32>(squares, 0);
    let sum = 0;
    let squared = 0;
    let to: usize = 4;
    for (let x = 0; x < width; x++, to += 4) {
      const column = columns + (<usize>x << 3);
      const pair = mixed + (<usize>load<i32>(column) << 1);
      const near = load<i32>(column, 4);
      const value = (<i32>load<u16>(pair) * (256 - near) + <i32>load<u16>(pair, 2) * near + 32768) >> 16;
      sum += value;
      squared += value * value;
      store<i32>(sums + to, load<i32>(sums + to - rowBytes) + sum);
      store<i32>(squares + to, load<i32>(squares + to - rowBytes) + squared);
    }
  }
}

/** A row of the picture and the one below it, in 256ths; up to 15 pixels more. */
function mixRow(row: usize, width: i32, near: i32, mixed: usize): void {
  const upper = i16x8.splat(<i16>(256 - near));
  const lower = i16x8.splat(<i16>near);
  for (let x = 0; x < width; x += 8) {
    const above = v128.load8x8_u(row + x);
    const below = v128.load8x8_u(row + x + width);
    v128.store(mixed + (<usize>x << 1), i16x8.add(i16x8.mul(above, upper), i16x8.mul(below, lower)));
  }
  // The last column has no neighbour; its share is none.
  store<u16>(mixed + (<usize>width << 1), 0);
}

/**
 * Writes left and top (two i32) of each window that passes all stages and gives back their number, `maxHits` at most.
 * Looked at first: of every second row every second four, like the black fields of a chessboard; then, round those that
 * came far, the other fours of these rows; last the rows between.
 */
export function scan(
  sums: usize, squares: usize, width: i32, height: i32, side: i32, minDeviation: f32, marks: usize, hits: usize, maxHits: i32,
): i32 {
  const rowBytes = <usize>(width + 1) << 2;
  const inner = <usize>(side - 2);
  topLeft = rowBytes + 4;
  topRight = topLeft + (inner << 2);
  bottomLeft = topLeft + inner * rowBytes;
  bottomRight = bottomLeft + (inner << 2);
  area = <f32>(inner * inner);
  minSpread = area * minDeviation;

  const lastX = width - side;
  const lastY = height - side;
  const fours = (lastX >> 2) + 1;
  // One mark more on each side, and two rows more above and below, so that every four has neighbours.
  const markRow = fours + 2;
  memory.fill(marks, 0, <usize>(markRow * (lastY + 5)));
  let found = 0;
  for (let turn = 0; turn < 3; turn++) {
    for (let y = turn >> 1; y <= lastY; y += 2) {
      const row = <usize>y * rowBytes;
      let mark = marks + <usize>((y + 2) * markRow + 1);
      for (let four = 0; four < fours; four++, mark++) {
        if (turn < 2 && ((four ^ (y >> 1)) & 1) != turn) continue;
        if (turn == 1 && !(load<u8>(mark - 1) | load<u8>(mark + 1) | load<u8>(mark - 2 * markRow) | load<u8>(mark + 2 * markRow))) continue;
        if (turn == 2 && !(load<u8>(mark - markRow) | load<u8>(mark + markRow))) continue;
        const x = four << 2;
        const at = row + (<usize>x << 2);
        let lanes = judge(sums + at, squares + at);
        if (lanes & IS_PROMISING) store<u8>(mark, 1);
        lanes &= LANES;
        for (let lane = 0; lanes != 0; lane++, lanes >>= 1) {
          if (!(lanes & 1) || x + lane > lastX) continue;
          if (found == maxHits) return found;
          store<i32>(hits + (<usize>found << 3), x + lane);
          store<i32>(hits + (<usize>found << 3), y, 4);
          found++;
        }
      }
    }
  }
  return found;
}

@inline function rectangle(at: usize, stump: usize): v128 {
  return i32x4.add(
    i32x4.sub(v128.load(at + load<u32>(stump)), v128.load(at + load<u32>(stump, 4))),
    i32x4.sub(v128.load(at + load<u32>(stump, 12)), v128.load(at + load<u32>(stump, 8))),
  );
}

@inline function corners(at: usize): v128 {
  return i32x4.add(
    i32x4.sub(v128.load(at + topLeft), v128.load(at + topRight)),
    i32x4.sub(v128.load(at + bottomRight), v128.load(at + bottomLeft)),
  );
}

@inline function weighted(at: usize, stump: usize, weight: f32): v128 {
  return f32x4.mul(f32x4.convert_i32x4_s(rectangle(at, stump)), f32x4.splat(weight));
}

/** The lanes that pass all stages, and IS_PROMISING. */
function judge(at: usize, squaresAt: usize): i32 {
  const sum = f32x4.convert_i32x4_s(corners(at));
  const squared = f32x4.convert_i32x4_u(corners(squaresAt));
  const spread = f32x4.sqrt(f32x4.sub(f32x4.mul(f32x4.splat(area), squared), f32x4.mul(sum, sum)));
  let alive = f32x4.gt(spread, f32x4.splat(minSpread));
  if (!v128.any_true(alive)) return 0;
  let stump = stumps;
  for (let stage = 0; stage < stageCount; stage++) {
    const stageAt = stages + <usize>stage * STAGE_BYTES;
    const end = stump + <usize>load<i32>(stageAt) * STUMP_BYTES;
    let votes = f32x4.splat(0);
    for (; stump < end; stump += STUMP_BYTES) {
      let value = f32x4.add(weighted(at, stump, load<f32>(stump, 48)), weighted(at, stump + 16, load<f32>(stump, 52)));
      const third = load<f32>(stump, 56);
      if (third != 0) value = f32x4.add(value, weighted(at, stump + 32, third));
      const isBelow = f32x4.lt(value, f32x4.mul(spread, f32x4.splat(load<f32>(stump, 60))));
      votes = f32x4.add(votes, v128.bitselect(f32x4.splat(load<f32>(stump, 64)), f32x4.splat(load<f32>(stump, 68)), isBelow));
    }
    alive = v128.and(alive, f32x4.ge(votes, f32x4.splat(load<f32>(stageAt, 4))));
    if (!v128.any_true(alive)) return stage >= promisingStage ? IS_PROMISING : 0;
  }
  return IS_PROMISING | i32x4.bitmask(alive);
}
