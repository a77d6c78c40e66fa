import type { PlaceFacts } from '../store/duplicate-places';

/**
 * How much detail a picture shows, for its contrast. The measure of sharpness grows with the square of contrast: a
 * brightened copy has more of it, though nothing more can be seen.
 *
 * @returns null where it was not measured, or where there is but one colour
 */
export function detailOf(picture: PlaceFacts['picture']): number | null {
  if (picture?.sharpness == null || !picture.contrast) return null;
  return picture.sharpness / picture.contrast ** 2;
}
