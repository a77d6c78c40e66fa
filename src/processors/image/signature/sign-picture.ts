import { COLOUR_SIDE, GREY_SIDE, writeSignature } from '../../../base/picture-signature/signature-format';
import { headOfPicture } from '../../../base/picture-signature/picture-keys';
import { informationOf } from '../../../base/picture-signature/information';
import { swapsSides, turnGrid, turnOfOrientation } from '../../../base/picture-signature/turn';
import type { Pixels } from '../pixels/pixels';
import { shrink } from './shrink';
import { soften } from './soften';

const FINE_SIDE = 2 * GREY_SIDE;
/** What is smaller is an icon, of which most look alike. */
const LEAST_SIDE_PIXELS = 36;
/** In grey levels, and against the range of all: round gradients have a little of the latter. */
const LEAST_INFORMATION = { levels: 1, ofRange: 0.016 };

/**
 * The signature (`base/picture-signature`, 5.8 kB) of a picture. Null where a comparison would say nothing: flat
 * pictures, plain gradients, a few pixels.
 *
 * @param orientation EXIF orientation 1–8 of `pixels`; 1 when they are upright already
 */
export function signPicture(pixels: Pixels, orientation: number): Uint8Array | null {
  if (Math.min(pixels.width, pixels.height) < LEAST_SIDE_PIXELS) return null;
  const turn = turnOfOrientation(orientation);
  const [red, green, blue, excess] = shrink(pixels, FINE_SIDE);
  const fineGrey = greyOf(red, green, blue);
  const grey = soften(fineGrey, FINE_SIDE);
  if (informationOf(grey) < Math.max(LEAST_INFORMATION.levels, LEAST_INFORMATION.ofRange * rangeOf(grey))) return null;
  const upright = turnGrid(grey, GREY_SIDE, turn);
  const [width, height] = swapsSides(turn) ? [pixels.height, pixels.width] : [pixels.width, pixels.height];
  const uprightExcess = turnGrid(soften(excess, FINE_SIDE), GREY_SIDE, turn);
  return writeSignature(
    {
      width,
      height,
      grey: upright,
      excess: uprightExcess,
      blueness: turnGrid(averageDifference(blue, fineGrey, 0.564), COLOUR_SIDE, turn),
      redness: turnGrid(averageDifference(red, fineGrey, 0.713), COLOUR_SIDE, turn),
    },
    headOfPicture(upright, uprightExcess),
  );
}

function rangeOf(grey: Float32Array): number {
  let [least, most] = [255, 0];
  for (let at = 0; at < grey.length; at += 1) {
    const level = grey[at]!;
    if (level < least) least = level;
    if (level > most) most = level;
  }
  return most - least;
}

function greyOf(red: Float32Array, green: Float32Array, blue: Float32Array): Float32Array {
  const grey = new Float32Array(red.length);
  for (let at = 0; at < grey.length; at += 1) grey[at] = 0.299 * red[at]! + 0.587 * green[at]! + 0.114 * blue[at]!;
  return grey;
}

/** How far a colour is from grey, weighed, from the fine grid to the coarse one of colours. */
function averageDifference(colour: Float32Array, grey: Float32Array, weight: number): Float32Array {
  const scale = FINE_SIDE / COLOUR_SIDE;
  const coarse = new Float32Array(COLOUR_SIDE * COLOUR_SIDE);
  for (let row = 0, at = 0; row < FINE_SIDE; row += 1) {
    const start = Math.floor(row / scale) * COLOUR_SIDE;
    for (let column = 0; column < FINE_SIDE; column += 1, at += 1) {
      coarse[start + Math.floor(column / scale)]! += Math.fround(weight * (colour[at]! - grey[at]!)) / (scale * scale);
    }
  }
  return coarse;
}
