import type { GreyPicture } from '../picture/grey-picture';

export interface Noise {
  /** Standard deviation of the grain, grey levels. */
  readonly deviation: number;
  /** Share of pixels (0–1) that stand out from all four neighbours: salt and pepper. */
  readonly specks: number;
}

const ROW_STEP = 5;
const COLUMN_STEP = 7;
const SPECK_LEVELS = 60;
/** The median of |p − (left + right) / 2| over the deviation of p, for Gaussian noise. */
const MEDIAN_SHARE = 0.826;

/** From a sample of the pixels; print hardly counts, since most pixels are paper. */
export function measureNoise({ data, width, height }: GreyPicture): Noise {
  const counts = new Uint32Array(512);
  let [samples, specks] = [0, 0];
  for (let y = 1; y < height - 1; y += ROW_STEP) {
    for (let x = 1; x < width - 1; x += COLUMN_STEP) {
      const at = y * width + x;
      const value = data[at] ?? 0;
      const [left, right] = [data[at - 1] ?? 0, data[at + 1] ?? 0];
      const twice = Math.abs(2 * value - left - right);
      counts[twice] = (counts[twice] ?? 0) + 1;
      samples++;
      const [above, below] = [data[at - width] ?? 0, data[at + width] ?? 0];
      const [most, fewest] = [Math.max(left, right, above, below), Math.min(left, right, above, below)];
      if (value > most + SPECK_LEVELS || value < fewest - SPECK_LEVELS) specks++;
    }
  }
  if (samples === 0) return { deviation: 0, specks: 0 };
  let [seen, twice] = [0, 0];
  while (twice < 511 && seen + (counts[twice] ?? 0) < samples / 2) seen += counts[twice++] ?? 0;
  // Within the class in which the middle lies, as if its members were spread evenly.
  const inClass = counts[twice] ?? 0;
  const middle = twice === 0 ? 0 : twice - 0.5 + (inClass > 0 ? (samples / 2 - seen) / inClass : 0);
  return { deviation: middle / 2 / MEDIAN_SHARE, specks: specks / samples };
}
