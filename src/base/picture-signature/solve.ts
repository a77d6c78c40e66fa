/** A little weight on the diagonal keeps what the numbers say nothing about where it is. */
const DAMPING = 1e-5;

/**
 * Solves a symmetric system of `count` equations, of which the upper half is given, each line followed by its right
 * side; null where it has no one answer. The system is used up.
 */
export function solve(system: Float64Array, count: number): Float64Array | null {
  const width = count + 1;
  for (let i = 0; i < count; i += 1) {
    for (let j = 0; j < i; j += 1) system[i * width + j] = system[j * width + i]!;
    system[i * width + i]! *= 1 + DAMPING;
  }
  for (let i = 0; i < count; i += 1) {
    const pivot = system[i * width + i]!;
    if (!(Math.abs(pivot) > 1e-9)) return null;
    for (let k = i + 1; k < count; k += 1) {
      const factor = system[k * width + i]! / pivot;
      for (let j = i; j < width; j += 1) system[k * width + j]! -= factor * system[i * width + j]!;
    }
  }
  const answer = new Float64Array(count);
  for (let i = count - 1; i >= 0; i -= 1) {
    let rest = system[i * width + count]!;
    for (let j = i + 1; j < count; j += 1) rest -= system[i * width + j]! * answer[j]!;
    answer[i] = rest / system[i * width + i]!;
  }
  return answer;
}
