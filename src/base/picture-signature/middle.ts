import { halveGrid } from './halve-grid';
import { GREY_SIDE, type ComparedPicture } from './signature-format';

/** Cells a side of a picture at half the fineness. */
export const MIDDLE_SIDE = GREY_SIDE / 2;

const known = new WeakMap<ComparedPicture, Float32Array>();

export function middleOf(picture: ComparedPicture): Float32Array {
  let middle = known.get(picture);
  if (!middle) known.set(picture, (middle = halveGrid(picture.grey, GREY_SIDE)));
  return middle;
}
