import { withKernels } from '../kernels/load-kernels';

/**
 * Halves the sides of a square grid so softly (binomial, over the six cells around the middle of a pair) that what is left
 * can be read between its cells: nothing is finer than they can show, so the picture trimmed or shifted by part of a cell
 * gives the same curve.
 */
export function soften(grid: Float32Array, side: number): Float32Array {
  const half = side / 2;
  return withKernels((room) => {
    const [source, narrow, small] = [side * side, side * half, half * half].map((cells) => room.place(cells * Float32Array.BYTES_PER_ELEMENT)) as [number, number, number];
    const { buffer } = room.open();
    new Float32Array(buffer, source, side * side).set(grid);
    room.calls.softenLines(source, narrow, half, side, 1, side, 1, half);
    room.calls.softenLines(narrow, small, half, half, half, 1, half, 1);
    return new Float32Array(buffer, small, half * half).slice();
  });
}
