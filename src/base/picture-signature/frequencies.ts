/**
 * The lowest frequencies of a square grid (type II cosine transform, orthonormal): `count` × `count` coefficients, the
 * frequency across running fastest.
 *
 * @param inset share of each side that is left out, 0 for the whole
 */
export function frequenciesOf(grid: Float32Array, side: number, count: number, inset = 0): Float32Array {
  const cosines = cosinesFor(side, count, inset);
  const across = new Float32Array(side * count);
  for (let y = 0; y < side; y += 1) {
    for (let u = 0; u < count; u += 1) {
      let sum = 0;
      for (let x = 0; x < side; x += 1) sum += grid[y * side + x]! * cosines[u * side + x]!;
      across[y * count + u] = sum;
    }
  }
  const frequencies = new Float32Array(count * count);
  for (let v = 0; v < count; v += 1) {
    for (let u = 0; u < count; u += 1) {
      let sum = 0;
      for (let y = 0; y < side; y += 1) sum += across[y * count + u]! * cosines[v * side + y]!;
      frequencies[v * count + u] = sum;
    }
  }
  return frequencies;
}

const known = new Map<string, Float32Array>();

/** Cosines over the middle of the side, each cell weighted by the share of it that lies within. */
function cosinesFor(side: number, count: number, inset: number): Float32Array {
  const name = `${side} ${count} ${inset}`;
  let cosines = known.get(name);
  if (cosines) return cosines;
  cosines = new Float32Array(count * side);
  const from = inset * side;
  const length = side - 2 * from;
  for (let u = 0; u < count; u += 1) {
    const norm = Math.sqrt((u === 0 ? 1 : 2) / length);
    for (let x = 0; x < side; x += 1) {
      const start = Math.max(x, from);
      const end = Math.min(x + 1, from + length);
      if (end <= start) continue;
      cosines[u * side + x] = norm * (end - start) * Math.cos((Math.PI * u * ((start + end) / 2 - from)) / length);
    }
  }
  known.set(name, cosines);
  return cosines;
}
