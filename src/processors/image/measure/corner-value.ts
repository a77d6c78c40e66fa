import type { UprightView } from './upright-view';

const { fround } = Math;
/** goodFeaturesToTrack's scale of Sobel for 8-bit pictures and blocks of three pixels. */
const SCALE = fround(1 / (4 * 3 * 255));
const DOUBLE_SCALE = 2 * SCALE;
/** One of the kernels' units, which leave the scale out. */
export const CORNER_UNIT = SCALE * SCALE;

/**
 * What OpenCV's cornerMinEigenVal (block 3, aperture 3) says of a pixel, with the roundings of its arithmetic on
 * processors that multiply and add in one step. Each `fround` is one of these: what is inside is exact in 64 bits.
 */
export function cornerValue(view: UprightView, x: number, y: number): number {
  let [xx, xy, yy] = [0, 0, 0];
  for (let j = -1; j <= 1; j += 1) {
    for (let i = -1; i <= 1; i += 1) {
      const [dx, dy] = gradientAt(view, reflected(x + i, view.width), reflected(y + j, view.height));
      xx += fround(dx * dx);
      xy += fround(dx * dy);
      yy += fround(dy * dy);
    }
  }
  const [a, b, c] = [fround(xx) * 0.5, fround(xy), fround(yy) * 0.5];
  const difference = fround(a - c);
  return fround(fround(a + c) - fround(Math.sqrt(fround(fround(difference * difference) + fround(b * b)))));
}

function gradientAt(view: UprightView, x: number, y: number): [number, number] {
  const [left, right] = [reflected(x - 1, view.width), reflected(x + 1, view.width)];
  const [up, down] = [reflected(y - 1, view.height), reflected(y + 1, view.height)];
  const stepAt = (row: number): number => view.greyAt(right, row) - view.greyAt(left, row);
  const smoothAt = (row: number): number => {
    const first = fround(view.greyAt(left, row) * SCALE);
    return fround(view.greyAt(right, row) * SCALE + fround(view.greyAt(x, row) * DOUBLE_SCALE + first));
  };
  const dx = fround((stepAt(up) + stepAt(down)) * SCALE + fround(stepAt(y) * DOUBLE_SCALE));
  return [dx, fround(smoothAt(down) - smoothAt(up))];
}

function reflected(i: number, size: number): number {
  if (size === 1) return 0;
  if (i < 0) return -i;
  return i < size ? i : 2 * (size - 1) - i;
}
