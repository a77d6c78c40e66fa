/** Standard deviation of the grey values, 0–127.5: below it nothing can be made out. */
const FLAT_BELOW = 1;

/** Whether a picture shows no edge by which it could be sharp or blurry: it has one colour, or one pixel. */
export function isFlat(contrast: number | null): boolean {
  return contrast !== null && contrast < FLAT_BELOW;
}
