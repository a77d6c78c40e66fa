import { filterRows } from './filter-rows';
import type { Picture } from './picture';

/** OpenCV's `filter2D` with a kernel of 9 amid -1; `strength` as in `filterRows`. */
export function sharpen(picture: Picture, strength = 1): void {
  filterRows(picture, 1, strength, (kernels, [above = 0, here = 0, below = 0], _spare, target, length) => {
    kernels.sharpenRow(above, here, below, target, length);
  });
}
