/** A little weight on the diagonal keeps what the numbers say nothing about where it is. */
const DAMPING: f64 = 1e-5;

@inline
function cell(system: usize, width: i32, row: i32, column: i32): usize {
  return system + (<usize>(row * width + column) << 3);
}

/**
 * Solves a symmetric system of `count` equations (64-bit floats), of which the upper half is given, each line followed by
 * its right side. The system is used up.
 *
 * @returns false where it has no one answer
 */
export function solve(system: usize, count: i32, answer: usize): bool {
  const width = count + 1;
  for (let i = 0; i < count; i += 1) {
    for (let j = 0; j < i; j += 1) store<f64>(cell(system, width, i, j), load<f64>(cell(system, width, j, i)));
    const own = cell(system, width, i, i);
    store<f64>(own, load<f64>(own) * (1 + DAMPING));
  }
  for (let i = 0; i < count; i += 1) {
    const pivot = load<f64>(cell(system, width, i, i));
    if (!(Math.abs(pivot) > 1e-9)) return false;
    for (let k = i + 1; k < count; k += 1) {
      const factor = load<f64>(cell(system, width, k, i)) / pivot;
      for (let j = i; j < width; j += 1) {
        const at = cell(system, width, k, j);
        store<f64>(at, load<f64>(at) - factor * load<f64>(cell(system, width, i, j)));
      }
    }
  }
  for (let i = count - 1; i >= 0; i -= 1) {
    let rest = load<f64>(cell(system, width, i, count));
    for (let j = i + 1; j < count; j += 1) rest -= load<f64>(cell(system, width, i, j)) * load<f64>(answer + (<usize>j << 3));
    store<f64>(answer + (<usize>i << 3), rest / load<f64>(cell(system, width, i, i)));
  }
  return true;
}

/** Lays the upper half of a system, line by line with its right sides, as `solve` takes it. */
export function spreadSystem(sums: usize, count: i32, system: usize): void {
  const width = count + 1;
  for (let i = 0; i < count; i += 1) {
    for (let j = i; j < width; j += 1) {
      store<f64>(cell(system, width, i, j), load<f64>(sums));
      sums += 8;
    }
  }
}
