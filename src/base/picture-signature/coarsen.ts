/** Averages of `from / to` cells a side, a whole number. */
export function coarsen(grid: Float32Array, from: number, to: number): Float32Array {
  const scale = from / to;
  const share = 1 / (scale * scale);
  const coarse = new Float32Array(to * to);
  for (let cell = 0; cell < coarse.length; cell += 1) {
    const start = (Math.floor(cell / to) * from + (cell % to)) * scale;
    let sum = 0;
    for (let row = start; row < start + scale * from; row += from) for (let at = row; at < row + scale; at += 1) sum += grid[at]!;
    coarse[cell] = sum * share;
  }
  return coarse;
}
