import { COLOUR_SIDE, GREY_SIDE, KEY_COUNT, writeSignature } from '../../../base/picture-signature/signature-format';
import { keyOfPicture } from '../../../base/picture-signature/picture-key';
import { informationOf } from '../../../base/picture-signature/information';
import { swapsSides, turnGrid, turnOfOrientation } from '../../../base/picture-signature/turn';
import type { Pixels } from '../pixels/pixels';
import { shrink } from './shrink';

/** What is smaller is an icon, of which most look alike. */
const LEAST_SIDE_PIXELS = GREY_SIDE;
/** In grey levels, and against the range of all: round gradients have a little of the latter. */
const LEAST_INFORMATION = { levels: 1, ofRange: 0.016 };
/** How much of each side the further keys leave out, so that a cutting is found by what it was cut from. */
const INSETS = [0, 0.06, 0.125];

/**
 * The signature (`base/picture-signature`, 1.4 kB) of a picture. Null where a comparison would say nothing: flat
 * pictures, plain gradients, a few pixels.
 *
 * @param orientation EXIF orientation 1–8 of `pixels`; 1 when they are upright already
 */
export function signPicture(pixels: Pixels, orientation: number): Uint8Array | null {
  if (Math.min(pixels.width, pixels.height) < LEAST_SIDE_PIXELS) return null;
  const turn = turnOfOrientation(orientation);
  const [red, green, blue] = shrink(pixels, GREY_SIDE);
  const grey = red.map((level, index) => 0.299 * level + 0.587 * green[index]! + 0.114 * blue[index]!);
  if (informationOf(grey) < Math.max(LEAST_INFORMATION.levels, LEAST_INFORMATION.ofRange * rangeOf(grey))) return null;
  const upright = turnGrid(grey, GREY_SIDE, turn);
  const [width, height] = swapsSides(turn) ? [pixels.height, pixels.width] : [pixels.width, pixels.height];
  const keys = new Uint32Array(KEY_COUNT * 2);
  INSETS.forEach((inset, index) => keys.set(keyOfPicture(upright, GREY_SIDE, inset), index * 2));
  return writeSignature(
    {
      width,
      height,
      grey: upright,
      blueness: turnGrid(averages(blue.map((level, index) => 0.564 * (level - grey[index]!))), COLOUR_SIDE, turn),
      redness: turnGrid(averages(red.map((level, index) => 0.713 * (level - grey[index]!))), COLOUR_SIDE, turn),
    },
    keys,
  );
}

function rangeOf(grey: Float32Array): number {
  return grey.reduce((most, level) => Math.max(most, level), 0) - grey.reduce((least, level) => Math.min(least, level), 255);
}

/** From the grid of the grey to the coarse one of colours. */
function averages(grid: Float32Array): Float32Array {
  const scale = GREY_SIDE / COLOUR_SIDE;
  const coarse = new Float32Array(COLOUR_SIDE * COLOUR_SIDE);
  grid.forEach((level, index) => {
    const column = Math.floor((index % GREY_SIDE) / scale);
    const row = Math.floor(index / GREY_SIDE / scale);
    coarse[row * COLOUR_SIDE + column]! += level / (scale * scale);
  });
  return coarse;
}
