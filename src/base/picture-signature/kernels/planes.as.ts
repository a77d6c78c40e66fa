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

/** How many cells have each level, rounded: added to a table of 32-bit numbers. */
export function countLevels(grid: usize, count: i32, counts: usize): void {
  for (const end = grid + (<usize>count << 2); grid < end; grid += 4) {
    const at = counts + (<usize><i32>(<f64>load<f32>(grid) + 0.5) << 2);
    store<i32>(at, load<i32>(at) + 1);
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
