import type { UprightView } from './upright-view';

const { fround } = Math;
/** goodFeaturesToTrack's scale of Sobel for 8-bit pictures and blocks of three pixels. */
const SCALE = fround(1 / (4 * 3 * 255));
const DOUBLE_SCALE = 2 * SCALE;
/** One of the kernels' units, which leave the scale out. */
export const CORNER_UNIT = SCALE * SCALE;

const BLOCK = 3;
/** Pixels on each side that count: one for the block, one for the gradients in it. */
const REACH = 2;
const ROWS = 2 * REACH + 1;

/** Of three columns and five rows: by how much the grey to the right is more than to the left, and the two and the middle one, weighed. */
const steps = new Float64Array(ROWS * BLOCK);
const smooths = new Float64Array(ROWS * BLOCK);

/**
 * What OpenCV's cornerMinEigenVal (block 3, aperture 3) says of a pixel, with the roundings of its arithmetic on
 * processors that multiply and add in one step. Each `fround` is one of these: what is inside is exact in 64 bits.
 */
export function cornerValue(view: UprightView, x: number, y: number): number {
  const { width, height } = view;
  const isInside = x >= REACH && y >= REACH && x < width - REACH && y < height - REACH;
  if (isInside) for (let row = 0; row < ROWS; row += 1) readRow(view, x, y + row - REACH, row);
  let [xx, xy, yy] = [0, 0, 0];
  for (let j = 0; j < BLOCK; j += 1) {
    for (let i = 0; i < BLOCK; i += 1) {
      // Beyond the rim the picture is reflected, and so each pixel of the block has other neighbours.
      if (!isInside) readColumn(view, reflected(x + i - 1, width), reflected(y + j - 1, height), j * BLOCK + i);
      const [above, here, below] = [j * BLOCK + i, (j + 1) * BLOCK + i, (j + 2) * BLOCK + i];
      const dx = fround((steps[above]! + steps[below]!) * SCALE + fround(steps[here]! * DOUBLE_SCALE));
      const dy = fround(smooths[below]! - smooths[above]!);
      xx += fround(dx * dx);
      xy += fround(dx * dy);
      yy += fround(dy * dy);
    }
  }
  const [a, b, c] = [fround(xx) * 0.5, fround(xy), fround(yy) * 0.5];
  const difference = fround(a - c);
  return fround(fround(a + c) - fround(Math.sqrt(fround(fround(difference * difference) + fround(b * b)))));
}

/** Around a pixel inside: three columns of one row. */
function readRow(view: UprightView, x: number, y: number, row: number): void {
  let left = view.greyAt(x - 2, y);
  let middle = view.greyAt(x - 1, y);
  for (let column = 0; column < BLOCK; column += 1) {
    const right = view.greyAt(x + column, y);
    put(row * BLOCK + column, left, middle, right);
    left = middle;
    middle = right;
  }
}

/** One column, of the rows above, at and below `y`. */
function readColumn(view: UprightView, x: number, y: number, at: number): void {
  const [left, right] = [reflected(x - 1, view.width), reflected(x + 1, view.width)];
  const rows = [reflected(y - 1, view.height), y, reflected(y + 1, view.height)];
  for (const [row, own] of rows.entries()) put(at + row * BLOCK, view.greyAt(left, own), view.greyAt(x, own), view.greyAt(right, own));
}

function put(at: number, left: number, middle: number, right: number): void {
  steps[at] = right - left;
  smooths[at] = fround(right * SCALE + fround(middle * DOUBLE_SCALE + fround(left * SCALE)));
}

function reflected(i: number, size: number): number {
  if (size === 1) return 0;
  if (i < 0) return -i;
  return i < size ? i : 2 * (size - 1) - i;
}
