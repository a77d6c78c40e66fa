/** Binomial, over the six cells around the middle of a pair. */
const WEIGHTS = [1, 5, 10, 10, 5, 1];
const REACH = WEIGHTS.length / 2;

/**
 * Halves the sides of a square grid so softly that what is left can be read between its cells: nothing is finer than
 * they can show, so the picture trimmed or shifted by part of a cell gives the same curve.
 */
export function soften(grid: Float32Array, side: number): Float32Array {
  const half = side / 2;
  const narrow = new Float32Array(side * half);
  halve(grid, narrow, half, side, { next: 1, line: side }, { next: 1, line: half });
  const small = new Float32Array(half * half);
  halve(narrow, small, half, half, { next: half, line: 1 }, { next: half, line: 1 });
  return small;
}

/** How far it is from cell to cell and from line to line. */
interface Steps {
  readonly next: number;
  readonly line: number;
}

/** Halves each of `lines` lines to `length` cells. */
function halve(from: Float32Array, to: Float32Array, length: number, lines: number, source: Steps, target: Steps): void {
  for (let cell = 0; cell < length; cell += 1) {
    const first = cell * 2 + 1 - REACH;
    const skipped = Math.max(0, -first);
    const end = Math.min(WEIGHTS.length, 2 * length - first);
    let weights = 0;
    for (let tap = skipped; tap < end; tap += 1) weights += WEIGHTS[tap]!;
    for (let line = 0; line < lines; line += 1) {
      let sum = 0;
      for (let tap = skipped; tap < end; tap += 1) sum += from[line * source.line + (first + tap) * source.next]! * WEIGHTS[tap]!;
      to[line * target.line + cell * target.next] = sum / weights;
    }
  }
}
