import { filterRows } from './filter-rows';
import type { Picture } from './picture';

/**
 * OpenCV's `GaussianBlur` of 5×5 where no deviation is given: weights of 1, 4, 6, 4, 1 sixteenths both ways, rounded
 * once; `strength` as in `filterRows`.
 */
export function blur(picture: Picture, strength = 1): void {
  filterRows(picture, 2, strength, (kernels, [first = 0, second = 0, third = 0, fourth = 0, fifth = 0], spare, target, length) => {
    kernels.blurRow(first, second, third, fourth, fifth, spare, target, length);
  });
}
