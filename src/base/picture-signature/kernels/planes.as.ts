/** How the planes of a signature become grids of 32-bit floats, and what is counted in these. */

/** By a table of 256 levels. */
export function readLevels(bytes: usize, count: i32, levels: usize, grid: usize): void {
  for (const end = bytes + <usize>count; bytes < end; bytes += 1) {
    store<f32>(grid, load<f32>(levels + (<usize>load<u8>(bytes) << 2)));
    grid += 4;
  }
}

/** Half a byte a cell, the lower one first, in so many levels a step. */
export function readHalfBytes(bytes: usize, count: i32, step: f64, grid: usize): void {
  const end = grid + (<usize>count << 2);
  memory.fill(grid, 0, end - grid);
  while (grid < end) {
    // Of most pictures there is little.
    if (grid + 128 <= end && !v128.any_true(v128.load(bytes))) {
      bytes += 16;
      grid += 128;
      continue;
    }
    const both = <i32>load<u8>(bytes);
    store<f32>(grid, <f32>(<f64>(both & 15) * step));
    store<f32>(grid, <f32>(<f64>(both >> 4) * step), 4);
    bytes += 1;
    grid += 8;
  }
}

/**
 * How many cells have each level, rounded: a table of 257 32-bit numbers, and room for three more of them, so that cells
 * beside each other, which are often equal, need not wait for one another.
 *
 * @param count a multiple of four
 */
export function countLevels(grid: usize, count: i32, counts: usize): void {
  memory.fill(counts, 0, 4 * TABLE);
  for (const end = grid + (<usize>count << 2); grid < end; grid += 16) {
    const levels = v128.load(grid);
    countLevel(f32x4.extract_lane(levels, 0), counts);
    countLevel(f32x4.extract_lane(levels, 1), counts + TABLE);
    countLevel(f32x4.extract_lane(levels, 2), counts + 2 * TABLE);
    countLevel(f32x4.extract_lane(levels, 3), counts + 3 * TABLE);
  }
  for (const end = counts + TABLE; counts < end; counts += 4) {
    store<i32>(counts, load<i32>(counts) + load<i32>(counts, TABLE) + load<i32>(counts, 2 * TABLE) + load<i32>(counts, 3 * TABLE));
  }
}

const TABLE: usize = 257 * 4;

@inline
function countLevel(level: f32, counts: usize): void {
  const at = counts + (<usize><i32>(<f64>level + 0.5) << 2);
  store<i32>(at, load<i32>(at) + 1);
}

/** A square laid otherwise: its first cell is at `start`, and so far it is to the next one of a line and to the next line (in cells). */
export function turn(grid: usize, side: i32, start: i32, stepX: i32, stepY: i32, turned: usize): void {
  for (let y = 0; y < side; y += 1) {
    let from = grid + (<usize>(start + y * stepY) << 2);
    for (const end = turned + (<usize>side << 2); turned < end; turned += 4) {
      store<f32>(turned, load<f32>(from));
      from += <isize>stepX << 2;
    }
  }
}

/** Of the cells before, at and after two; what lies outside shows the last. */
@inline
function softMean(start: usize, step: usize, count: i32, cell: i32): f32 {
  const before = <usize>max(0, cell - 1);
  const after = <usize>min(count - 1, cell + 2);
  const middle = start + <usize>cell * step;
  const sum = <f64>load<f32>(start + before * step) + 3 * (<f64>load<f32>(middle) + <f64>load<f32>(middle + step)) + <f64>load<f32>(start + after * step);
  return <f32>(sum / 8);
}

/** @param narrow room for half a grid */
export function halve(grid: usize, side: i32, narrow: usize, halved: usize): void {
  const half = side / 2;
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < half; column += 1) {
      store<f32>(narrow + (<usize>(row * half + column) << 2), softMean(grid + (<usize>(row * side) << 2), 4, side, column * 2));
    }
  }
  for (let row = 0; row < half; row += 1) {
    for (let column = 0; column < half; column += 1) {
      store<f32>(halved + (<usize>(row * half + column) << 2), softMean(narrow + (<usize>column << 2), <usize>half << 2, side, row * 2));
    }
  }
}
