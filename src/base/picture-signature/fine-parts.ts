/** Cells to each side over which is averaged. */
const RADIUS = 3;

/**
 * A grid without the mean around each cell, and without the mean of its row and of its column: what is left is what
 * tells one page of text, one landscape or one chart from the next, and of plain gradients nothing. Uncovered cells are 0.
 */
export function finePartsOf(grid: Float32Array, isCovered: Uint8Array, side: number): Float32Array {
  const fine = new Float32Array(grid.length);
  // Sums over all cells above and left, so that the mean of any rectangle takes four look-ups.
  const width = side + 1;
  const sums = new Float64Array(width * width);
  const counts = new Int32Array(width * width);
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      const at = row * side + column;
      const here = (row + 1) * width + column + 1;
      const has = isCovered[at]!;
      sums[here] = sums[here - 1]! + sums[here - width]! - sums[here - width - 1]! + (has ? grid[at]! : 0);
      counts[here] = counts[here - 1]! + counts[here - width]! - counts[here - width - 1]! + has;
    }
  }
  for (let row = 0; row < side; row += 1) {
    const top = Math.max(0, row - RADIUS) * width;
    const bottom = Math.min(side, row + RADIUS + 1) * width;
    for (let column = 0; column < side; column += 1) {
      const at = row * side + column;
      if (!isCovered[at]) continue;
      const left = Math.max(0, column - RADIUS);
      const right = Math.min(side, column + RADIUS + 1);
      const sum = sums[bottom + right]! - sums[bottom + left]! - sums[top + right]! + sums[top + left]!;
      const count = counts[bottom + right]! - counts[bottom + left]! - counts[top + right]! + counts[top + left]!;
      fine[at] = grid[at]! - sum / count;
    }
  }
  removeMeans(fine, isCovered, side, side, 1);
  removeMeans(fine, isCovered, side, 1, side);
  return fine;
}

/** Takes from each line its mean; `next` leads from line to line, `along` from cell to cell. */
function removeMeans(grid: Float32Array, isCovered: Uint8Array, side: number, next: number, along: number): void {
  for (let line = 0; line < side; line += 1) {
    let sum = 0;
    let count = 0;
    for (let k = 0, at = line * next; k < side; k += 1, at += along) {
      if (!isCovered[at]) continue;
      sum += grid[at]!;
      count += 1;
    }
    if (count === 0) continue;
    for (let k = 0, at = line * next; k < side; k += 1, at += along) if (isCovered[at]) grid[at]! -= sum / count;
  }
}
