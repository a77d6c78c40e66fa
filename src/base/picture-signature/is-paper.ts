import type { SmallPicture } from './signature-format';

/** Levels to each side of the most frequent one that count as the same: where there is room around what stands on it, and where it is full. */
const NEAR = { airy: 4, dense: 14 };
const LEAST_SHARE = 0.5;
/** Yellowed paper still counts, a blue sky does not. */
const MOST_COLOUR = 14;

/**
 * Whether most of a picture has one tone and hardly a colour, as pages, forms, charts and windows have: there the little
 * that stands on it tells two apart.
 */
export function isPaper({ grey, blueness, redness }: SmallPicture, kind: keyof typeof NEAR): boolean {
  const near = NEAR[kind];
  const colours = blueness.map((blue, at) => Math.hypot(blue, redness[at]!)).sort();
  if (colours[colours.length >> 1]! > MOST_COLOUR) return false;
  const counts = new Uint16Array(256 + 2 * near);
  for (let at = 0; at < grey.length; at += 1) counts[Math.round(grey[at]!) + near]! += 1;
  let inBand = 0;
  for (let level = 0; level < counts.length; level += 1) {
    inBand += counts[level]! - (counts[level - 2 * near - 1] ?? 0);
    if (inBand >= LEAST_SHARE * grey.length) return true;
  }
  return false;
}
