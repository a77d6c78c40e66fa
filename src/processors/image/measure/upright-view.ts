import type { Pixels } from '../pixels/pixels';

/** Where a pixel of the picture as shown lies in the picture as stored. */
export interface UprightView {
  readonly width: number;
  readonly height: number;
  /** OpenCV's grey value. */
  greyAt(x: number, y: number): number;
}

/** @param orientation EXIF's, 1–8; anything else counts as 1 */
export function uprightView({ data, width, height, channels }: Pixels, orientation: number): UprightView {
  const { isTransposed, isMirrored, isFlipped } = turnOf(orientation);
  return {
    width: isTransposed ? height : width,
    height: isTransposed ? width : height,
    greyAt(x, y) {
      const column = isTransposed ? y : x;
      const row = isTransposed ? x : y;
      const at = ((isFlipped ? height - 1 - row : row) * width + (isMirrored ? width - 1 - column : column)) * channels;
      const first = data[at] as number;
      if (channels === 1) return first;
      return (first * 9798 + (data[at + 1] as number) * 19235 + (data[at + 2] as number) * 3735 + 16384) >> 15;
    },
  };
}

/**
 * What makes the stored picture upright: its columns in reverse order (mirrored), its rows in reverse order (flipped),
 * then rows and columns exchanged (transposed).
 */
export function turnOf(orientation: number): { isTransposed: boolean; isMirrored: boolean; isFlipped: boolean } {
  return {
    isTransposed: orientation >= 5 && orientation <= 8,
    isMirrored: [2, 3, 7, 8].includes(orientation),
    isFlipped: [3, 4, 6, 7].includes(orientation),
  };
}
