import { keyOfPicture } from './picture-key';
import { BRIGHTENING, GREY_SIDE, KEY_COUNT } from './signature-format';

/** How much of each side the further keys leave out, so that a cutting is found by what it was cut from. */
const INSETS = [0, 0.06, 0.125];

/** The keys under which a picture stands: of the whole, of two cuttings of its middle, and of the whole as it is when brightened. */
export function keysOfPicture(grey: Float32Array, excess: Float32Array): Uint32Array {
  const keys = new Uint32Array(KEY_COUNT * 2);
  INSETS.forEach((inset, index) => keys.set(keyOfPicture(grey, GREY_SIDE, inset), index * 2));
  const brightened = grey.map((level, at) => level * BRIGHTENING - excess[at]!);
  keys.set(keyOfPicture(brightened, GREY_SIDE, 0), INSETS.length * 2);
  return keys;
}
