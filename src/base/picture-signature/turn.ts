/**
 * One of the eight ways in which a square can lie: bit 0 mirrors it left to right, bit 1 top to bottom, and bit 2 swaps
 * rows and columns first.
 */
export type Turn = number;

export const TURNS: readonly Turn[] = [0, 1, 2, 3, 4, 5, 6, 7];

/** By EXIF orientation from 1: how the stored picture is laid to be upright. */
const TURN_OF_ORIENTATION: readonly Turn[] = [0, 1, 3, 2, 4, 6, 7, 5];

/** @param orientation as EXIF has it; anything but 1–8 counts as upright */
export function turnOfOrientation(orientation: number): Turn {
  return TURN_OF_ORIENTATION[orientation - 1] ?? 0;
}

export function swapsSides(turn: Turn): boolean {
  return (turn & 4) !== 0;
}

/** A square grid, row by row, laid otherwise. */
export function turnGrid(grid: Float32Array, side: number, turn: Turn): Float32Array {
  if (turn === 0) return grid;
  const turned = new Float32Array(side * side);
  const { start, stepX, stepY } = pathOf(side, turn);
  for (let y = 0, at = 0; y < side; y += 1) {
    for (let x = 0, from = start + y * stepY; x < side; x += 1, at += 1, from += stepX) turned[at] = grid[from]!;
  }
  return turned;
}

/** In which order the cells of an untouched grid are taken to lay it otherwise. */
export function pathOf(side: number, turn: Turn): { readonly start: number; readonly stepX: number; readonly stepY: number } {
  const last = side - 1;
  const [isMirrored, isFlipped] = [(turn & 1) !== 0, (turn & 2) !== 0];
  // Steps in the untouched grid.
  const [toColumn, toRow] = [isMirrored ? -1 : 1, isFlipped ? -side : side];
  const [stepX, stepY] = swapsSides(turn) ? [toRow, toColumn] : [toColumn, toRow];
  return { start: (isMirrored ? last : 0) + (isFlipped ? last * side : 0), stepX, stepY };
}

/** A quarter turn is taken back by one to the other side; all else by itself. */
export function inverseOf(turn: Turn): Turn {
  if (turn === 5) return 6;
  return turn === 6 ? 5 : turn;
}
