/**
 * Half as many cells a side, each a weighted mean of the four by four around it: soft, so that lines finer than the new
 * cells vanish and do not come back as coarse ones.
 *
 * @param side an even number
 */
export function halveGrid(grid: Float32Array, side: number): Float32Array {
  const half = side / 2;
  const narrow = new Float32Array(side * half);
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < half; column += 1) narrow[row * half + column] = softMean(grid, row * side, 1, side, column * 2);
  }
  const halved = new Float32Array(half * half);
  for (let column = 0; column < half; column += 1) {
    for (let row = 0; row < half; row += 1) halved[row * half + column] = softMean(narrow, column, half, side, row * 2);
  }
  return halved;
}

/** Of the cells before, at and after two; what lies outside shows the last. */
function softMean(grid: Float32Array, start: number, step: number, count: number, at: number): number {
  const before = Math.max(0, at - 1);
  const after = Math.min(count - 1, at + 2);
  return (grid[start + before * step]! + 3 * (grid[start + at * step]! + grid[start + (at + 1) * step]!) + grid[start + after * step]!) / 8;
}
