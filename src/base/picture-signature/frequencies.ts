import { WHOLE, type Extent } from './extent';

/**
 * The lowest frequencies of a square grid, or of part of it (type II cosine transform, orthonormal): `count` × `count`
 * coefficients, the frequency across running fastest.
 */
export function frequenciesOf(grid: Float32Array, side: number, count: number, { left, right, top, bottom }: Extent = WHOLE): Float32Array {
  const cosinesAcross = cosinesFor(side, count, left, right);
  const cosinesDown = cosinesFor(side, count, top, bottom);
  const across = new Float32Array(side * count);
  for (let y = 0; y < side; y += 1) {
    for (let u = 0; u < count; u += 1) {
      let sum = 0;
      for (let x = 0; x < side; x += 1) sum += grid[y * side + x]! * cosinesAcross[u * side + x]!;
      across[y * count + u] = sum;
    }
  }
  const frequencies = new Float32Array(count * count);
  for (let v = 0; v < count; v += 1) {
    for (let u = 0; u < count; u += 1) {
      let sum = 0;
      for (let y = 0; y < side; y += 1) sum += across[y * count + u]! * cosinesDown[v * side + y]!;
      frequencies[v * count + u] = sum;
    }
  }
  return frequencies;
}

const known = new Map<string, Float32Array>();

/** Cosines over part of the side, each cell weighted by the share of it that lies within. */
function cosinesFor(side: number, count: number, start: number, end: number): Float32Array {
  const name = `${side} ${count} ${start} ${end}`;
  let cosines = known.get(name);
  if (cosines) return cosines;
  cosines = new Float32Array(count * side);
  const from = start * side;
  const length = (end - start) * side;
  for (let u = 0; u < count; u += 1) {
    const norm = Math.sqrt((u === 0 ? 1 : 2) / length);
    for (let x = 0; x < side; x += 1) {
      const first = Math.max(x, from);
      const last = Math.min(x + 1, from + length);
      if (last <= first) continue;
      cosines[u * side + x] = norm * (last - first) * Math.cos((Math.PI * u * ((first + last) / 2 - from)) / length);
    }
  }
  known.set(name, cosines);
  return cosines;
}
