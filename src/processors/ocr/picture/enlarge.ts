import type { GreyPicture } from './grey-picture';

const WEIGHT_BITS = 12;
const TAPS = 4;

/** Four neighbours of each target pixel, clamped at the rim, and their weights (Catmull–Rom). */
function cubicTaps(from: number, to: number): { places: Int32Array; weights: Int32Array } {
  const places = new Int32Array(to * TAPS);
  const weights = new Int32Array(to * TAPS);
  for (let target = 0; target < to; target++) {
    const centre = ((target + 0.5) * from) / to - 0.5;
    const base = Math.floor(centre);
    const t = centre - base;
    const cubic = [
      ((2 - t) * t - 1) * t / 2,
      ((3 * t - 5) * t * t + 2) / 2,
      ((4 - 3 * t) * t + 1) * t / 2,
      (t - 1) * t * t / 2,
    ];
    cubic.forEach((weight, tap) => {
      places[target * TAPS + tap] = Math.min(from - 1, Math.max(0, base - 1 + tap));
      weights[target * TAPS + tap] = Math.round(weight * (1 << WEIGHT_BITS));
    });
  }
  return { places, weights };
}

/** Enlarges smoothly. */
export function enlarge(picture: GreyPicture, width: number, height: number): GreyPicture {
  const { data } = picture;
  const across = cubicTaps(picture.width, width);
  const down = cubicTaps(picture.height, height);
  const wide = new Int16Array(width * picture.height);
  for (let y = 0; y < picture.height; y++) {
    const row = y * picture.width;
    for (let x = 0, tap = 0; x < width; x++, tap += TAPS) {
      let sum = 1 << (WEIGHT_BITS - 1);
      for (let k = 0; k < TAPS; k++) sum += (data[row + (across.places[tap + k] ?? 0)] ?? 0) * (across.weights[tap + k] ?? 0);
      wide[y * width + x] = sum >> WEIGHT_BITS;
    }
  }
  const result = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const tap = y * TAPS;
    const rows = [0, 1, 2, 3].map((k) => (down.places[tap + k] ?? 0) * width);
    const [a = 0, b = 0, c = 0, d = 0] = rows;
    const [wa = 0, wb = 0, wc = 0, wd = 0] = down.weights.subarray(tap, tap + TAPS);
    for (let x = 0, to = y * width; x < width; x++, to++) {
      const sum = (wide[a + x] ?? 0) * wa + (wide[b + x] ?? 0) * wb + (wide[c + x] ?? 0) * wc + (wide[d + x] ?? 0) * wd;
      const value = (sum + (1 << (WEIGHT_BITS - 1))) >> WEIGHT_BITS;
      result[to] = value < 0 ? 0 : value > 255 ? 255 : value;
    }
  }
  return { data: result, width, height };
}
