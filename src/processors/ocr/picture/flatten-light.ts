import type { Background } from './background';
import type { GreyPicture } from './grey-picture';

/** Below this the paper is as good as black; brightening it would only show noise. */
const DARKEST_PAPER = 12;
const FRACTION_BITS = 12;

/**
 * Makes the paper equally white everywhere: each pixel divided by the brightness of the paper behind it.
 * `background` was taken from the same picture when its sides were `factor` times as small.
 */
export function flattenLight(picture: GreyPicture, background: Background, factor: number): GreyPicture {
  const { width, height } = picture;
  const { columns, rows } = background;
  const side = background.side * factor;
  const gains = background.values.map((value) => (255 / Math.max(DARKEST_PAPER, value)) * (1 << FRACTION_BITS));
  const data = new Uint8Array(width * height);
  const rowGains = new Float32Array(columns + 1);
  for (let y = 0; y < height; y++) {
    const [above, share] = place(y, side, rows);
    const below = Math.min(rows - 1, above + 1);
    for (let column = 0; column < columns; column++) {
      rowGains[column] = (gains[above * columns + column] ?? 0) * (1 - share) + (gains[below * columns + column] ?? 0) * share;
    }
    rowGains[columns] = rowGains[columns - 1] ?? 0;
    let at = y * width;
    for (let x = 0; x < width; ) {
      const [left, first] = place(x, side, columns);
      const isBeforeFirst = x + 0.5 < side / 2;
      const end = Math.min(width, Math.max(x + 1, Math.ceil((left + (isBeforeFirst ? 0.5 : 1.5)) * side - 0.5)));
      const rise = isBeforeFirst ? 0 : ((rowGains[left + 1] ?? 0) - (rowGains[left] ?? 0)) / side;
      let gain = (rowGains[left] ?? 0) + first * side * rise;
      for (; x < end; x++, at++) {
        const value = ((picture.data[at] ?? 0) * gain) >> FRACTION_BITS;
        data[at] = value > 255 ? 255 : value;
        gain += rise;
      }
    }
  }
  return { data, width, height };
}

/** Between the middles of which two tiles a pixel lies: number of the first one, and how far it is from there (0–1). */
function place(pixel: number, side: number, count: number): [number, number] {
  const position = (pixel + 0.5) / side - 0.5;
  if (position <= 0) return [0, 0];
  const tile = Math.min(count - 1, Math.floor(position));
  return [tile, tile === count - 1 ? 0 : position - tile];
}
