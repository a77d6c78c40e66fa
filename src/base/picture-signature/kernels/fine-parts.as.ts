/** Cells to each side over which is averaged. */
const RADIUS: i32 = 3;

/** Takes from each line its mean; `next` leads from line to line, `along` from cell to cell. */
function removeMeans(grid: usize, isCovered: usize, side: i32, next: i32, along: i32): void {
  for (let line = 0; line < side; line += 1) {
    let sum: f64 = 0;
    let count = 0;
    for (let k = 0, cell = line * next; k < side; k += 1) {
      if (load<u8>(isCovered + cell)) {
        sum += <f64>load<f32>(grid + (<usize>cell << 2));
        count += 1;
      }
      cell += along;
    }
    if (count == 0) continue;
    const mean = sum / <f64>count;
    for (let k = 0, cell = line * next; k < side; k += 1) {
      const at = grid + (<usize>cell << 2);
      if (load<u8>(isCovered + cell)) store<f32>(at, <f32>(<f64>load<f32>(at) - mean));
      cell += along;
    }
  }
}

/**
 * A grid without the mean around each cell, and without the mean of its row and of its column.
 *
 * @param fine as large
 * @param scratch room for (side + 1)² numbers of 64 bits and as many of 32 bits
 */
export function fineParts(grid: usize, isCovered: usize, side: i32, fine: usize, scratch: usize): void {
  // Sums over all cells above and left, so that the mean of any rectangle takes four look-ups.
  const width = side + 1;
  const sums = scratch;
  const counts = scratch + (<usize>(width * width) << 3);
  memory.fill(fine, 0, <usize>(side * side) << 2);
  memory.fill(scratch, 0, <usize>(width * width) * 12);
  for (let row = 0; row < side; row += 1) {
    let sum: f64 = 0;
    let count = 0;
    for (let column = 0; column < side; column += 1) {
      const at = row * side + column;
      const here = (row + 1) * width + column + 1;
      if (load<u8>(isCovered + at)) {
        sum += <f64>load<f32>(grid + (<usize>at << 2));
        count += 1;
      }
      store<f64>(sums + (<usize>here << 3), load<f64>(sums + (<usize>(here - width) << 3)) + sum);
      store<i32>(counts + (<usize>here << 2), load<i32>(counts + (<usize>(here - width) << 2)) + count);
    }
  }
  for (let row = 0; row < side; row += 1) {
    const top = max(0, row - RADIUS) * width;
    const bottom = min(side, row + RADIUS + 1) * width;
    for (let column = 0; column < side; column += 1) {
      const at = row * side + column;
      if (!load<u8>(isCovered + at)) continue;
      const left = max(0, column - RADIUS);
      const right = min(side, column + RADIUS + 1);
      const a = <usize>(bottom + right), b = <usize>(bottom + left), c = <usize>(top + right), d = <usize>(top + left);
      const sum = load<f64>(sums + (a << 3)) - load<f64>(sums + (b << 3)) - load<f64>(sums + (c << 3)) + load<f64>(sums + (d << 3));
      const count = load<i32>(counts + (a << 2)) - load<i32>(counts + (b << 2)) - load<i32>(counts + (c << 2)) + load<i32>(counts + (d << 2));
      store<f32>(fine + (<usize>at << 2), <f32>(<f64>load<f32>(grid + (<usize>at << 2)) - sum / <f64>count));
    }
  }
  removeMeans(fine, isCovered, side, side, 1);
  removeMeans(fine, isCovered, side, 1, side);
}
