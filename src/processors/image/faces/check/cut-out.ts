import type { Pixels } from '../../pixels/pixels';
import type { Square } from '../cascade/square';
import { uprightOf } from '../upright';
import type { Tensor } from './tensor';

/** Red, green and blue of the pictures that the network learnt from; so many grey values make one of its units. */
const MEANS = [117.001, 114.697, 97.404] as const;
const UNIT = 256;
/** Places looked at for one pixel of the result, along each side: enough that fine texture does not show up as coarse. */
const MAX_TAPS = 4;

/**
 * A square of the upright picture as the network wants it, `side` pixels wide. Beyond the picture's edge lies the mean
 * colour.
 */
export function cutOut(pixels: Pixels, orientation: number, square: Square, side: number): Tensor {
  const upright = uprightOf(pixels, orientation);
  const across = tapsAlong(square.x, square.side, side, upright.width);
  const down = tapsAlong(square.y, square.side, side, upright.height);
  const { data, channels } = pixels;
  const [toGreen, toBlue] = channels === 1 ? [0, 0] : [1, 2];
  const result = { data: new Float32Array(side * side * 3), width: side, height: side, channels: 3 };
  for (let y = 0, to = 0; y < side; y++) {
    for (let x = 0; x < side; x++, to += 3) {
      let [red, green, blue] = [0, 0, 0];
      for (let downTap = y * down.count; downTap < (y + 1) * down.count; downTap++) {
        const row = upright.start + (down.places[downTap] ?? 0) * upright.down;
        for (let acrossTap = x * across.count; acrossTap < (x + 1) * across.count; acrossTap++) {
          const share = (down.shares[downTap] ?? 0) * (across.shares[acrossTap] ?? 0);
          const at = (row + (across.places[acrossTap] ?? 0) * upright.right) * channels;
          red += share * ((data[at] ?? 0) - MEANS[0]);
          green += share * ((data[at + toGreen] ?? 0) - MEANS[1]);
          blue += share * ((data[at + toBlue] ?? 0) - MEANS[2]);
        }
      }
      result.data[to] = red / UNIT;
      result.data[to + 1] = green / UNIT;
      result.data[to + 2] = blue / UNIT;
    }
  }
  return result;
}

/**
 * For each pixel of the result the places along one side of the picture that it is made of, and their shares: some of
 * those that it covers, or the two that it lies between. A place beyond the edge has no share.
 */
function tapsAlong(start: number, length: number, side: number, limit: number): { places: Int32Array; shares: Float32Array; count: number } {
  const step = length / side;
  const isEnlarged = step < 1;
  const count = isEnlarged ? 2 : Math.min(MAX_TAPS, Math.ceil(step));
  const places = new Int32Array(side * count);
  const shares = new Float32Array(side * count);
  for (let pixel = 0, at = 0; pixel < side; pixel++) {
    const centre = start + (pixel + 0.5) * step - 0.5;
    for (let tap = 0; tap < count; tap++, at++) {
      const place = isEnlarged ? Math.floor(centre) + tap : Math.floor(start + (pixel + (tap + 0.5) / count) * step);
      if (place < 0 || place >= limit) continue;
      places[at] = place;
      shares[at] = isEnlarged ? 1 - Math.abs(centre - place) : 1 / count;
    }
  }
  return { places, shares, count };
}
