/** Where the pixels of the upright picture lie among the stored ones. */
export interface Upright {
  readonly width: number;
  readonly height: number;
  /** Stored place of the upright picture's first pixel, and the steps from it for each pixel right and down. */
  readonly start: number;
  readonly right: number;
  readonly down: number;
}

/** @param orientation EXIF, 1–8; others count as 1 */
export function uprightOf(stored: { width: number; height: number }, orientation: number): Upright {
  const { width, height } = stored;
  const isAcross = orientation >= 5 && orientation <= 8;
  // What the stored picture shows at its left or top edge, EXIF 2.32, 4.6.4.
  const isFromRight = [2, 3, 7, 8].includes(orientation);
  const isFromBottom = [3, 4, 6, 7].includes(orientation);
  const [alongRow, alongColumn] = [isFromRight ? -1 : 1, isFromBottom ? -width : width];
  return {
    width: isAcross ? height : width,
    height: isAcross ? width : height,
    start: (isFromRight ? width - 1 : 0) + (isFromBottom ? (height - 1) * width : 0),
    right: isAcross ? alongColumn : alongRow,
    down: isAcross ? alongRow : alongColumn,
  };
}
