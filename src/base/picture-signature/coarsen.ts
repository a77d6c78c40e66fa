/** Averages of `from / to` cells a side, a whole number. */
export function coarsen(grid: Float32Array, from: number, to: number): Float32Array {
  const scale = from / to;
  const share = 1 / (scale * scale);
  const coarse = new Float32Array(to * to);
  for (let row = 0, at = 0; row < from; row += 1) {
    const start = Math.floor(row / scale) * to;
    for (let column = 0; column < from; column += 1, at += 1) coarse[start + Math.floor(column / scale)]! += grid[at]! * share;
  }
  return coarse;
}
